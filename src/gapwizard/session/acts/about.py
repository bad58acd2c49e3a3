"""Describing the assessment itself: `set ID KEY=VALUE`, facts and claimed maturity."""

import re
from collections.abc import Mapping

from gapwizard.domain.assessment import About, Assessment, Change, Claim, Fact
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.acts import fields
from gapwizard.session.acts.answers import leaf_of
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


def about(questionnaire: Questionnaire, assessment: Assessment, pairs: Mapping[str, str]) -> Change:
    """The change that some KEY=VALUE pairs make. Raises Refused."""
    plain = {key: value for key, value in pairs.items() if not key.startswith(TARGET)}
    for key in plain:
        if key not in PARSERS:
            raise Refused(fields.unknown(key, [*PARSERS, f"{TARGET}CLAUSE"]))
    update = fields.read(plain, PARSERS, About)
    for key in ("later", "internal_audit_clauses"):
        if key in plain:
            update[key] = clauses_of(questionnaire, plain[key])
    targets = dict(assessment.about.targets)
    for key, written in pairs.items():
        if key.startswith(TARGET):
            clause = leaf_of(questionnaire, key.removeprefix(TARGET)).id
            targets.pop(clause, None)
            if substance(written):
                targets[clause] = int(str(fields.level(key, written)))
    row = fields.with_fields(assessment.about, {**update, "targets": targets})
    return Change("about", "about", row)


def clauses_of(questionnaire: Questionnaire, written: str) -> tuple[str, ...]:
    """Read clause ids divided by commas, semicolons or spaces. Raises Refused."""
    names = [name for name in re.split(r"[\s,;，；、]+", written) if name]
    for name in names:
        if name not in questionnaire.clause:
            hint = nearest_hint(name, list(questionnaire.clause))
            raise Refused(_("there is no clause {name!r}{hint}"), name=name, hint=hint)
    return tuple(dict.fromkeys(names))


def facts(questionnaire: Questionnaire, pairs: Mapping[str, bool | None]) -> list[Change]:
    """The changes that set facts; None takes one back. Raises Refused."""
    changes = []
    for name, value in pairs.items():
        if name not in questionnaire.trigger:
            hint = nearest_hint(name, list(questionnaire.trigger))
            raise Refused(_("there is no fact {name!r}{hint}"), name=name, hint=hint)
        changes.append(Change("facts", name, None if value is None else Fact(value=value)))
    return changes


def claim(questionnaire: Questionnaire, clause: str, written: str) -> Change:
    """The change that claims a maturity level; `-` takes it back. Raises Refused."""
    leaf = leaf_of(questionnaire, clause)
    if written.strip() == "-":
        return Change("maturity", leaf.id, None)
    return Change("maturity", leaf.id, Claim(level=int(str(fields.level(clause, written)))))
