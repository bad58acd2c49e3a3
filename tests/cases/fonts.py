"""Whether this machine can print Chinese: a PDF in that language is refused where it cannot."""

import typst

from gapwizard.report.pdf.document import HEI, SONG

CHINESE = bool({*SONG, *HEI} & set(typst.Fonts().families()))
