"""What the zip module says of a file that is none, is damaged, or wants what it cannot do.

Word files, workbooks and bundles are zips; whoever opens one from outside catches these.
"""

import lzma
import struct
import zipfile
import zlib

DAMAGED_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError,
    RuntimeError, ValueError, OverflowError,
)  # fmt: skip
"""RuntimeError is a member under a password, NotImplementedError a version or packing not known."""
