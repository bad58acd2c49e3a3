"""Describing the assessment itself: `set ID KEY=VALUE`, facts and claimed maturity."""

import re
from collections.abc import Mapping

from gapwizard.domain.assessment import About, Change, Claim, Fact
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import SET, Act, Moment
from gapwizard.session.acts.names import clauses_in, fact_in, leaf_of
from gapwizard.session.text import clean


def _language(key: str, written: str) -> object:
    found = [tag for tag in LANGUAGES if tag.casefold() == written.strip().casefold()]
    if not found:
        raise Refused(
            _("{key}: {written!r} is none of {words}"),
            key=key,
            written=written,
            words=", ".join(LANGUAGES),
        )
    return found[0]


def _id(_key: str, written: str) -> object:
    return written.strip()


LISTS = ("contracts", "own_rules", "law")
"""Keys that take several texts, divided by semicolons."""


def texts(key: str, written: str) -> tuple[str, ...]:
    """Read texts divided by semicolons or line ends. Raises Refused."""
    parts = re.split(r"[;；\n]", clean(written, key))
    return tuple(dict.fromkeys(substance(part) for part in parts if substance(part)))


PARSERS: dict[str, fields.Parser] = {
    "organisation": fields.text,
    "scope": fields.text,
    "services": fields.text,
    "sites": fields.text,
    "basis": fields.text,
    **dict.fromkeys(LISTS, texts),
    "assessor": fields.text,
    "confidentiality": fields.text,
    "language": _language,
    "target": fields.level,
    "later": fields.text,
    "internal_audit_date": fields.day,
    "internal_audit_clauses": fields.text,
    "management_review_date": fields.day,
    "records_since": fields.day,
    "baseline": _id,
}
TARGET = "target."


def describe(moment: Moment, pairs: Mapping[str, str]) -> Act:
    """Set what the assessment knows of itself, by KEY=VALUE pairs. Raises Refused."""
    questionnaire, about = moment.questionnaire, moment.assessment.about
    plain = {key: value for key, value in pairs.items() if not key.startswith(TARGET)}
    for key in plain:
        if key not in PARSERS:
            raise Refused(fields.unknown(key, [*PARSERS, f"{TARGET}CLAUSE"]))
    update = fields.read(plain, PARSERS, About)
    for key in ("later", "internal_audit_clauses"):
        if key in plain:
            update[key] = clauses_in(questionnaire, plain[key])
    targets = dict(about.targets)
    for key, written in pairs.items():
        if key.startswith(TARGET):
            clause = leaf_of(questionnaire, key.removeprefix(TARGET)).id
            targets.pop(clause, None)
            if substance(written):
                targets[clause] = int(str(fields.level(key, written)))
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
    row = None if taken_back else Claim(level=int(str(fields.level(clause, written))))
    return Act("maturity", f"{clause} {written}", (Change("maturity", leaf.id, row),))
