"""The formats of a report: what each is converted from, and what its file is called.

Everything a person reads comes from the one Markdown of a language. Sheets and JSON come from the
same copy of the diagnosis, with the same names left out.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gapwizard import i18n
from gapwizard.domain.visible import in_json
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled
from gapwizard.session.papers.editions import Copy, Edition, redacted_lines
from gapwizard.session.papers.kinds import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Paper:
    """One report in one language; its Markdown is made once, when the first format asks for it."""

    copy: Copy
    edition: Edition
    revision: int

    @property
    def title(self) -> str:
        """The name of the assessment, as this edition prints it."""
        return self.copy.diagnosis.assessment.about.name

    @cached_property
    def markdown(self) -> str:
        """The report itself. Raises Refused for a broken template."""
        from gapwizard.report.options import ReportOptions
        from gapwizard.report.render import render

        with i18n.speaking(self.edition.language):
            return render(
                self.copy.diagnosis,
                revision=self.revision,
                options=ReportOptions(
                    self.edition.length,
                    self.edition.sections,
                    self.copy.baseline,
                    redacted_lines(self.copy, self.edition),
                    self.edition.final,
                    self.edition.only,
                ),
            )

    @cached_property
    def pictures(self) -> "dict[str, str]":
        """The charts as SVG, by the names that the report has for them."""
        from gapwizard.domain.proposals import upcoming_roadmap
        from gapwizard.report.charts import charts

        with i18n.speaking(self.edition.language):
            plan = upcoming_roadmap(self.copy.diagnosis)
            found = charts(self.copy.diagnosis, self.copy.baseline, plan)
        return {f"img/{name}": svg for name, svg in found.items()}

    def converted(self, kind: str) -> bytes:
        """The file of a format. Raises Refused where it cannot be made here."""
        makers: dict[str, Callable[[], bytes]] = {
            "md": self._text,
            "html": self._html,
            "docx": self._word,
            "pdf": self._pdf,
            "xlsx": self._sheets,
            "json": self._json,
        }
        if self.edition.only is not None and kind in WHOLE:
            words = _("{kind} holds the whole assessment; one page of it is one of {kinds}")
            kinds = i18n.names(one for one in makers if one not in WHOLE)
            raise Refused(words, kind=kind, kinds=kinds)
        with i18n.speaking(self.edition.language):
            return makers[kind]()

    def _text(self) -> bytes:
        from gapwizard.report.charts import without_pictures

        return without_pictures(self.markdown).encode()

    def _html(self) -> bytes:
        from gapwizard.report.html import to_html

        return to_html(self.markdown, self.title, self.pictures).encode()

    def _word(self) -> bytes:
        from gapwizard.report.word.document import to_word

        return to_word(self.markdown, self.edition.style)

    def _pdf(self) -> bytes:
        from gapwizard.report.pdf.document import to_pdf

        return to_pdf(self.markdown, {name: svg.encode() for name, svg in self.pictures.items()})

    def _sheets(self) -> bytes:
        from gapwizard.domain.load import load
        from gapwizard.domain.proposals import upcoming_roadmap
        from gapwizard.exchange.workbook import Papers
        from gapwizard.session.papers.report_sheets import report_workbook

        about = self.copy.diagnosis.assessment.about
        papers = Papers(
            title=labelled(_("Gap diagnosis"), self.title),
            author=about.assessor,
            head=about.confidentiality,
            day=self.copy.diagnosis.today,
        )
        diagnosis = self.copy.diagnosis
        loads = load(diagnosis, upcoming_roadmap(diagnosis))
        return report_workbook(diagnosis, self.copy.baseline, papers, loads)

    def _json(self) -> bytes:
        from gapwizard.session.papers.report_json import report_json

        text = json.dumps(
            report_json(self.copy.diagnosis, self.copy.baseline, self.revision),
            ensure_ascii=False,
            indent=1,
        )
        return f"{in_json(text)}\n".encode()
