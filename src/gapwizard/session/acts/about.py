"""What an assessment knows of itself: its fields by KEY=VALUE, scoping facts, claimed maturity."""

import re
from collections.abc import Mapping
from datetime import date

from gapwizard.domain.assessment import About, Change, Claim, Fact
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import SET, Act, Moment
from gapwizard.session.acts.fields import Field, clean
from gapwizard.session.acts.names import clauses_in, fact_in, leaf_of


def texts(key: str, written: str) -> tuple[str, ...]:
    """Read texts divided by semicolons or line ends. Raises Refused."""
    parts = re.split(r"[;；\n]", clean(written, key))
    return tuple(dict.fromkeys(substance(part) for part in parts if substance(part)))


PERIOD = re.compile(r"\s*(?:\.\.|…|/|~|～|—|–|至|到|\bto\b|\s-\s)\s*")
"""What stands between the two days of a period."""
MOST_PEOPLE = 10_000_000


def _period(key: str, written: str) -> tuple[date, date]:
    """Read a period such as `2026-01-01..2026-10-31`. Raises Refused."""
    days = [fields.day(key, part) for part in PERIOD.split(written.strip()) if part.strip()]
    if len(days) != 2 or days[0] > days[1]:
        raise Refused(
            _(
                "{key}: {written!r} is no period; write its first and last day: 2026-01-01..2026-10-31"
            ),
            key=key,
            written=written,
        )
    return days[0], days[1]


def _people(key: str, written: str) -> int:
    return fields.whole(key, written, 1, MOST_PEOPLE)


ABOUT = fields.by_key(
    Field("organisation", fields.text),
    Field("scope", fields.text),
    Field("services", fields.text),
    Field("sites", fields.text),
    Field("basis", fields.text),
    Field("contracts", texts, between="; "),
    Field("own_rules", texts, between="; "),
    Field("law", texts, between="; "),
    Field("assessor", fields.text),
    Field("confidentiality", fields.text),
    Field("language", fields.language),
    Field("target", fields.level),
    Field("later", fields.text),
    Field("internal_audit_date", fields.day),
    Field("internal_audit_clauses", fields.text),
    Field("management_review_date", fields.day),
    Field("records_since", fields.day),
    Field("period", _period, between=".."),
    Field("report_number", fields.text),
    Field("distribution", fields.text),
    Field("size", _people),
    Field("baseline", fields.identifier),
)
"""What `set` takes, in the order in which it lists them."""
TARGET = "target."


def describe(moment: Moment, pairs: Mapping[str, str]) -> Act:
    """Set what the assessment knows of itself, by KEY=VALUE pairs. Raises Refused."""
    questionnaire, about = moment.questionnaire, moment.assessment.about
    plain = {key: value for key, value in pairs.items() if not key.startswith(TARGET)}
    for key in plain:
        if key not in ABOUT:
            raise Refused(fields.unknown(key, [*ABOUT, f"{TARGET}CLAUSE"]))
    update = fields.read(plain, ABOUT, About)
    for key in ("later", "internal_audit_clauses"):
        if key in plain:
            update[key] = clauses_in(questionnaire, plain[key])
    targets = dict(about.targets)
    for key, written in pairs.items():
        if key.startswith(TARGET):
            clause = leaf_of(questionnaire, key.removeprefix(TARGET)).id
            targets.pop(clause, None)
            if substance(written):
                targets[clause] = fields.level(key, written)
    row = fields.with_fields(about, {**update, "targets": targets})
    return Act(SET, " ".join(pairs), (Change("about", "about", row),))


def set_facts(moment: Moment, pairs: Mapping[str, bool | None]) -> Act:
    """Set scoping facts; None takes one back. Raises Refused."""
    changes = tuple(
        Change(
            "facts",
            fact_in(moment.questionnaire, name),
            None if value is None else Fact(value=value),
        )
        for name, value in pairs.items()
    )
    words = {True: "yes", False: "no", None: "-"}
    return Act("fact", " ".join(f"{name}={words[value]}" for name, value in pairs.items()), changes)


def claim(moment: Moment, clause: str, written: str) -> Act:
    """Claim a maturity level for a leaf clause; `-` takes it back. Raises Refused."""
    leaf = leaf_of(moment.questionnaire, clause)
    taken_back = written.strip() == "-"
    row = None if taken_back else Claim(level=fields.level(clause, written))
    return Act("maturity", f"{clause} {written}", (Change("maturity", leaf.id, row),))
