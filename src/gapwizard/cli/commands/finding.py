"""`gapwizard finding`: list, show and change findings."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.domain.naming import nearest_hint
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("finding", help=_("""
\b
Examples:
  gapwizard finding acme                                  list
  gapwizard finding acme NC-8.6.1                         show one
  gapwizard finding acme NC-8.6.1 owner="Incident manager" state=agreed
  gapwizard finding acme NC-8.6.1 grade=major grade_reason="safety of the service"
  gapwizard finding acme NC-8.6.1 set_aside="out of scope this round"
  gapwizard finding acme NC-8.6.1-Q02 split=yes           a finding of its own
  gapwizard finding acme new clause=8.6.1 grade=strength statement="..."

Fields: clause (of one added by hand), grade, grade_reason, set_aside, split, title, statement,
evidence, cause_category, cause, risk, position, correction, corrective_action, owner, due,
verification, effectiveness, state. An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("finding", metavar="[FINDING]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def command(
    place: Place, assessment: str, finding: str | None, pairs: tuple[str, ...], *, as_json: bool
) -> None:
    """List, show or change findings."""
    from gapwizard.session.fields import split
    from gapwizard.session.session import Session

    with Session.open(place.data, assessment, write=bool(pairs), language=place.lang) as session:
        place.speak(session.assessment.about.language)
        if finding is None:
            _listing(session, as_json=as_json)
        elif pairs:
            act = session.set_finding(finding, split(pairs))
            if act is not None and finding == "new":
                output.data(act.changes[0].id)
        else:
            _one(session, finding, as_json=as_json)


def _listing(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain import wording
    from gapwizard.exchange.diagnosis_json import diagnosis_json

    if as_json:
        output.document(diagnosis_json(session.diagnosis, session.revision)["findings"])
        return
    lines = [
        (
            f.id,
            f.grade.value,
            f.record.state,
            f.record.owner or "-",
            output.number(f.record.due),
            wording.finding_title(f, session.questionnaire),
        )
        for f in session.diagnosis.findings
    ]
    output.table((_("id"), _("grade"), _("state"), _("owner"), _("due"), _("title")), lines)


def _one(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.domain import wording
    from gapwizard.errors import Refused

    found = session.diagnosis.finding(name)
    if found is None:
        hint = nearest_hint(name, [f.id for f in session.diagnosis.findings])
        raise Refused(_("there is no finding {name!r}{hint}").format(name=name, hint=hint))
    shown: dict[str, object] = {
        "id": found.id,
        "clause": found.clause,
        "grade": found.grade.value,
        "proposed_grade": found.proposed.value if found.proposed else None,
        "questions": [point.question.id for point in found.points],
        **found.record.model_dump(mode="json", exclude={"clause", "grade", "statement"}),
        "statement": wording.statement(found, session.questionnaire),
    }
    if as_json:
        output.document(shown)
        return
    for key, value in shown.items():
        if value not in (None, "", []):
            output.data(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
