"""`make bench`: the files of the demo's plan as Word beside python-docx writing as much text.

From the assessment to the files on the disk: what is asked, what is filled in, and the registers as
workbooks. The yardstick writes as many paragraphs and cells (a row read once) of the same texts, one
document for each file. Measured alternately; the ratio of the medians is what counts.
"""

import sys
import tempfile
from itertools import count
from pathlib import Path

from formats import plain_word, timed
from run import pair, tell

RUNS = 5
MOST = 3.0
"""Issue 16: writing 23 files takes at most three times as long as python-docx with as much text."""


def main() -> int:
    """Measure it and print a line; exit 1 when it is missed."""
    from gapwizard.demo import sample
    from gapwizard.session.papers import skeletons
    from gapwizard.session.session import Session

    with tempfile.TemporaryDirectory(prefix="gapwizard-bench-") as name:
        data = Path(name) / "data"
        session = Session.open(data, sample.create(data), write=False)
        number = count()

        def ours() -> object:
            folder = Path(name) / f"out-{next(number)}"
            folder.mkdir()
            return skeletons.write_skeletons(skeletons.prepare(session), folder)

        texts = list(skeletons.prepare(session).texts.values())

        def theirs() -> object:
            return [plain_word(text) for text in texts]

        measured = pair(timed(ours), timed(theirs), RUNS)
        session.close()
        return 0 if tell(f"{len(texts)} files of the plan as Word", *measured, MOST) else 1


if __name__ == "__main__":
    sys.exit(main())
