"""What an assessment knows of itself: its fields by KEY=VALUE, scoping facts, claimed maturity."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from gapwizard.domain import effort
from gapwizard.domain.assessment import About, Change, Claim, Fact
from gapwizard.domain.files import FILE_PLANS
from gapwizard.domain.gradings import AIMS, GRADINGS
from gapwizard.domain.other_words import choice
from gapwizard.domain.posts import department_called, role_called
from gapwizard.domain.visible import substance
from gapwizard.domain.words import LANGUAGE_NAMES
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import SET, Act, Moment
from gapwizard.session.acts.fields import Field, clean
from gapwizard.session.acts.names import clauses_in, fact_in, leaf_of, no_such

V = TypeVar("V")


def texts(key: str, written: str) -> tuple[str, ...]:
    """Read texts divided by semicolons or line ends. Raises Refused."""
    parts = re.split(r"[;；\n]", clean(written, key))
    return tuple(dict.fromkeys(substance(part) for part in parts if substance(part)))


PERIOD = re.compile(r"\s*(?:\.\.|…|/|~|～|—|–|至|到|\bto\b|\s-\s)\s*")
"""What stands between the two days of a period."""
_SLASHED = re.compile(r"(\S+?/\S+?/\S+)\s*(?:\.\.|…|~|～|—|–|至|到|\bto\b|\s-\s)\s*(\S+/\S+/\S+)")
"""A period whose days are written with slashes, 2026/01/01..2026/10/31: then none stands between."""
WEEK = 7
"""Days; the most that a post can work in one."""
MOST_PEOPLE = 10_000_000
"""People of an organisation; more is a slip of the keys."""


def _period(key: str, written: str) -> tuple[date, date]:
    """Read a period such as `2026-01-01..2026-10-31`. Raises Refused."""
    parts = [part for part in PERIOD.split(written.strip()) if part.strip()]
    if len(parts) != 2 and (halves := _SLASHED.fullmatch(written.strip())):
        parts = [halves[1], halves[2]]
    days = [fields.day(key, part) for part in parts]
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


_SEVERAL = N_("Several are divided by semicolons.")
_CLAUSES = N_("Ids of clauses, divided by blanks.")
ABOUT = fields.by_key(
    Field("name", fields.line, N_("Name"), private=True),
    Field("organisation", fields.text, N_("Organisation")),
    Field("scope", fields.text, N_("Scope")),
    Field("services", fields.text, N_("Services")),
    Field("sites", fields.text, N_("Sites")),
    Field("basis", fields.text, N_("Basis")),
    Field("contracts", texts, N_("Contracts"), _SEVERAL, between=fields.TEXTS),
    Field("own_rules", texts, N_("Own rules"), _SEVERAL, between=fields.TEXTS),
    Field("law", texts, N_("Law"), _SEVERAL, between=fields.TEXTS),
    Field("assessor", fields.text, N_("Assessor")),
    Field("confidentiality", fields.text, N_("Confidentiality")),
    fields.code_field("language", N_("Language"), LANGUAGE_NAMES),
    Field("target", fields.level, N_("Target level"), N_("0 to 5")),
    Field("later", fields.text, N_("Later round"), _CLAUSES),
    Field("internal_audit_date", fields.day, N_("Internal audit")),
    Field("internal_audit_clauses", fields.text, N_("Clauses audited"), _CLAUSES),
    Field("management_review_date", fields.day, N_("Management review")),
    Field("records_since", fields.day, N_("Records since")),
    Field("period", _period, N_("Period"), N_("Such as 2026-01-01..2026-10-31"), between=".."),
    Field("report_number", fields.text, N_("Report number")),
    Field("distribution", fields.text, N_("Distribution")),
    Field("size", _people, N_("Size (people)")),
    Field("other_systems", texts, N_("Certified already"), _SEVERAL, between=fields.TEXTS),
    fields.code_field(
        "aim",
        N_("Aim"),
        AIMS,
        N_(
            "Without a certificate nothing is said about audits: no readiness, no phase of certification."
        ),
    ),
    Field("plan_from", fields.day, N_("Plan begins")),
    Field("plan_until", fields.day, N_("To be done by")),
    fields.code_field("file_plan", N_("File plan"), FILE_PLANS),
    fields.code_field(
        "grading",
        N_("Grades"),
        GRADINGS,
        N_("What grades are called; no certificate is at stake where they are gaps."),
    ),
    Field(
        "quotes",
        fields.flag,
        N_("Quotes"),
        N_("yes: annex A prints the client's own words, as far as they allowed it."),
        fields.YES_OR_NO,
    ),
    Field("baseline", fields.identifier, N_("Last time"), private=True),
)
"""What `set` takes, in the order in which it lists them."""
TARGET = "target."
EFFORT, CAPACITY = "effort.", "capacity."
PARTED = (TARGET, EFFORT, CAPACITY)
"""Beginnings of keys that stand for many: of a clause, a kind of work, a role."""
_DAYS = re.compile(r"0*([0-9]{1,3}(?:\.[0-9]{1,2})?)")


def describe(moment: Moment, pairs: Mapping[str, str]) -> Act:
    """Set what the assessment knows of itself, by KEY=VALUE pairs. Raises Refused."""
    questionnaire, about = moment.questionnaire, moment.assessment.about
    plain = {key: value for key, value in pairs.items() if not key.startswith(PARTED)}
    for key in plain:
        if key not in ABOUT:
            many = (f"{TARGET}CLAUSE", f"{EFFORT}KIND", f"{CAPACITY}ROLE")
            raise Refused(fields.unknown(key, [*ABOUT, *many]))
    if not substance(plain.get("name", about.name)):
        raise Refused(_("an assessment needs a name"))
    update = fields.read(plain, ABOUT, About)
    if update.get("baseline") == moment.assessment.id:
        raise Refused(_("an assessment is not its own last time; name an earlier one"))
    for key in ("later", "internal_audit_clauses"):
        if key in plain:
            update[key] = clauses_in(questionnaire, plain[key])
    update["targets"] = _parted(
        about.targets, pairs, TARGET, lambda one: leaf_of(questionnaire, one).id, fields.level
    )
    update["effort"] = _parted(about.effort, pairs, EFFORT, _kind, days_of)
    update["capacity"] = _parted(
        about.capacity, pairs, CAPACITY, lambda one: post_with_days(moment, one), _of_a_week
    )
    row = fields.with_fields(about, update)
    _check_way(row)
    return Act(SET, " ".join(pairs), (Change("about", "about", row),))


def _check_way(row: About) -> None:
    """Hold that the way to the certificate does not end before it begins. Raises Refused."""
    begin, until = row.plan_from, row.plan_until
    if begin is not None and until is not None and until < begin:
        raise Refused(
            _("the way cannot end on {until}, before it begins on {begin}"),
            until=until,
            begin=begin,
        )


def _parted(
    before: Mapping[str, V],
    pairs: Mapping[str, str],
    beginning: str,
    named: Callable[[str], str],
    read: Callable[[str, str], V],
) -> dict[str, V]:
    """The values of all keys with one beginning, by what follows it; an empty text takes one out."""
    after, said = dict(before), set[str]()
    for key, written in pairs.items():
        if key.startswith(beginning):
            name = named(key.removeprefix(beginning))
            if name in said:
                raise Refused(_("{key!r} is given twice"), key=f"{beginning}{name}")
            said.add(name)
            after.pop(name, None)
            if substance(written):
                after[name] = read(key, written)
    return after


def _kind(written: str) -> str:
    """A kind of work that has days of its own. Raises Refused."""
    kind = choice(written, {name: name for name in effort.DAYS})
    if kind is None:
        raise Refused(fields.unknown(f"{EFFORT}{written}", [EFFORT + name for name in effort.DAYS]))
    return kind


def post_with_days(moment: Moment, written: str) -> str:
    """The id of a role or department, by its id or title. Raises Refused."""
    departments, roles = moment.assessment.departments, moment.questionnaire.role
    found = department_called(moment.assessment, written) or role_called(
        moment.questionnaire, written
    )
    if found is None:
        raise no_such(
            _("there is no role or department {name!r}{hint}; only these have days of their own"),
            written,
            [*departments, *roles],
        )
    return found


def days_of(key: str, written: str) -> str:
    """Read days of work, as `2` or `0.5`. Raises Refused."""
    plain = fields.figures_of(written).replace(",", ".")
    found = _DAYS.fullmatch(plain)
    if found is None:
        raise Refused(
            _("{key}: {written!r} is no number of days, such as 2 or 0.5"), key=key, written=written
        )
    return found[1]


def _of_a_week(key: str, written: str) -> str:
    """Read the days of work that a post has in a week. Raises Refused."""
    days = days_of(key, written)
    if float(days) > WEEK:
        raise Refused(
            _("{key}: a week has at most {most} days of work; {written!r} is more"),
            key=key, most=WEEK, written=written,
        )  # fmt: skip
    return days


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
