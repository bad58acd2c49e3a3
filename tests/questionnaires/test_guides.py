"""Each of the 96 things that the five guides ask for is served by something in the questionnaire.

The rows are those of the page of guides. What serves one is a question, a clause, a document, a file, a
task of the plan, a register (`risks`), its field (`risks.level`) or view (`risks:late`), a piece of advice,
another view of the clauses, a word explained, or a question of the questionnaire on audit readiness.
"""

import pytest

from cases.questionnaire_texts import MAIN, READY, shipped

ROWS = {
    1: "T-03 T-04 training.tier training.audience 7.3-Q01 DOC-102",
    2: "T-05 training.tier 5.1-Q01 advice/top-management",
    3: "T-25 training.tier 7.5.2-Q01 advice/drafting",
    4: "T-03 training.purpose training.contents training.audience training.hours training.date",
    5: "T-02 team.body 5.1-Q07 DOC-010 advice/top-management",
    6: "T-07 team.department team.full_time team.trained",
    7: "T-06 5.3-Q02 DOC-010 team.letter word/Management representative",
    8: "T-12 DOC-144",
    9: "T-10 obligations 4.2-Q02 view/iso9001 view/iso27001",
    10: "T-12 T-24 DOC-144",
    11: "T-10 word/Older editions (2005, 2011)",
    12: "T-13 obligations:contracts 4.2-Q02 6.3-Q05 DOC-060",
    13: "T-13 obligations:rules obligations.sound obligations.followed",
    14: "T-13 obligations:laws obligations.law",
    15: "T-10 team.independent team.competence team:biased",
    16: "T-10 T-42 team.body",
    17: "T-11",
    18: "T-44 DOC-140 10.1.2-Q01",
    19: "T-12 DOC-144",
    20: "T-24 DOC-103 7.5.1-Q01",
    21: "T-24 T-26",
    22: "T-17 5.2.1-Q01 DOC-002 FILE-03",
    23: "T-06 T-41 5.3-Q02 9.2.2-Q01",
    24: "T-16 4.3-Q01 advice/older-guides word/Excluding clauses",
    25: "T-20 5.3-Q01",
    26: "T-20 5.3-Q01 DOC-009",
    27: "T-21 4.4-Q02 DOC-006",
    28: "T-20 DOC-009",
    29: "T-20",
    30: "T-24 7.5.1-Q02",
    31: "T-21 DOC-005 DOC-006",
    32: "T-24 DOC-006",
    33: "T-26 DOC-075 DOC-076 FILE-18",
    34: "T-30",
    35: "T-24 T-26",
    36: "T-26 advice/drafting",
    37: "T-27 T-28 advice/two-reviews",
    38: "T-29 DOC-103 7.5.3.2-Q01",
    39: "T-32 advice/briefing DOC-086",
    40: "T-32 T-40 training.test training.effect 7.2-Q03",
    41: "T-22 T-31 communication 7.4-Q01 5.2.2-Q02",
    42: "T-15 T-37 T-38 parties.control 8.2.3.1-Q02 9.1-Q01 8.2.6-Q01",
    43: "T-33 T-34 T-35 DOC-145",
    44: "T-41 T-42 T-43 T-44 T-45 audits 9.2.1-Q01 DOC-139",
    45: "T-46 T-47 T-48 9.3-Q01 DOC-141",
    46: "T-49 DOC-103",
    47: "T-52 audits.kind ready/B.6-Q01",
    48: "T-50 T-51 offers.recognition offers.region offers.fees offers.travel offers.points DOC-146",
    49: "T-53 T-54 T-55 ready/B.5-Q01",
    50: "T-58 T-61 T-62 T-63 improvements",
    51: "advice/who-may-use",
    52: "advice/who-may-use T-07 T-15",
    53: "word/Service management system (SMS) word/Clause 6.3 (false friend)",
    54: "8.6.1-Q01 word/ISO/IEC 20000-2",
    55: "4 5 6 7 8 9 10",
    56: "view/phases T-13 T-26 T-34 T-43 T-58",
    57: "T-43 T-47 9.2.1-Q01 9.3-Q01",
    58: "T-17 T-19 T-20 5.2.1-Q01 6.2.1-Q01 4.4-Q02 5.3-Q01 7.5.1-Q01",
    59: "T-32 T-33 T-38 7.2-Q03 9.1-Q01 8.6.2-Q01 8.6.1-Q01 8.3.3-Q04",
    60: "T-49 T-61 7.5.3.2-Q01 8.1-Q04 9.2.1-Q01 9.3-Q01",
    61: "T-58 improvements 9.1-Q02 10.2-Q03",
    62: "view/iso9001 view/iso27001 word/Amendment 1:2024",
    63: "advice/success-factors",
    64: "advice/challenges",
    65: "T-11 T-12",
    66: "T-14 T-16 T-19 services objectives 4.3-Q01",
    67: "T-02 T-07 team.competence team.task",
    68: "T-26 T-29 DOC-006 FILE-12",
    69: "view/phases",
    70: "T-04 T-32 training 7.2-Q01 7.3-Q03",
    71: "T-43 T-45 audits 9.2.1-Q01 9.2.1-Q02",
    72: "T-46 T-47 9.3-Q02 9.3-Q03 9.3-Q08",
    73: "T-51 offers.accredited offers.experience offers.reputation ready/C.1-Q01 ready/C.2-Q02",
    74: "T-52 T-55 audits.kind ready/B.4-Q01",
    75: "T-45 T-56 audits.major_until audits.minor_until 10.1.1-Q02 ready/D.1-Q01",
    76: "T-57 T-59 T-62 T-63 audits.certificate ready/D.2-Q02",
    77: "T-60 T-61 business_case.change improvements 10.2-Q01",
    78: "T-64 audits.kind ready/D.2-Q03",
    79: "services 8.2.2-Q01 8.3.3-Q01 8.6.1-Q01 8.6.3-Q01 8.5.1.3-Q01 view/requirements",
    80: "8.1-Q01 9.1-Q01 8.3.2-Q05 8.7.2-Q03 view/requirements",
    81: "9.2.1-Q01 8.6.3-Q01 10.1.1-Q02 8.3.2-Q07 view/requirements",
    82: "word/ISO 20001",
    83: "T-19 objectives.measure objectives.target objectives.due objectives.theme 6.2.1-Q02",
    84: "T-06 team 6.3-Q06 DOC-009",
    85: "T-09 T-18 T-23 risks implementation_risks 6.3-Q02 6.1.3-Q01",
    86: "T-23 6.3-Q07 7.1-Q01 DOC-087",
    87: "T-21 4.4-Q02 DOC-006",
    88: "T-22 communication 7.4-Q01 7.3-Q01",
    89: "T-38 objectives.reached 9.1-Q01 8.1-Q02 9.4-Q03",
    90: "T-58 improvements 10.2-Q05 6.3-Q01",
    91: "T-18 risks.category risks.component services.criticality 8.2.2-Q02",
    92: "T-18 risks.likelihood risks.impact risks.level",
    93: "T-18 risks.tolerance risks.above risks:above 6.1.2-Q05 DOC-022",
    94: "T-18 risks.treatment risks:to_treat 6.1.2-Q06",
    95: "risks.control risks.worked risks.review risks:late 6.1.3-Q03",
    96: "risks.finding DOC-100 communication 9.3-Q07",
}  # fmt: skip


def served_by(words: str) -> list[str]:
    """What a row names; a word explained may hold blanks, and stands last but for another of its kind."""
    plain, *explained = words.split("word/")
    return [*plain.split(), *(f"word/{one.strip()}" for one in explained)]


def there_is(name: str) -> bool:
    """Whether the questionnaires have what is named."""
    known = shipped(MAIN)
    place, _, rest = name.partition("/")
    if place in ("advice", "view", "word", "ready"):
        return (
            rest
            in {
                "advice": {one.id for one in known.advice},
                "view": {one.id for one in known.views},
                "word": {one.term for one in known.glossary},
                "ready": set(shipped(READY).questions),
            }[place]
        )
    things = {
        *known.questions, *known.clause, *(one.id for one in known.documents),
        *(one.id for one in known.files), *(one.id for one in known.plan),
    }  # fmt: skip
    for register in known.registers:
        things |= {register.id, *(f"{register.id}.{field.id}" for field in register.fields)}
        things |= {f"{register.id}:{view.id}" for view in register.views}
    return name in things


def test_are_all_96() -> None:
    assert list(ROWS) == list(range(1, 97))


@pytest.mark.parametrize("number", ROWS)
def test_is_served(number: int) -> None:
    assert [name for name in served_by(ROWS[number]) if not there_is(name)] == []
    assert served_by(ROWS[number]) != []


def test_no_register_and_hardly_a_task_is_there_for_nothing() -> None:
    named = {one.split(".")[0].split(":")[0] for words in ROWS.values() for one in served_by(words)}
    assert {one.id for one in shipped(MAIN).registers} <= named
    unnamed = {task.id for task in shipped(MAIN).plan} - named
    assert unnamed <= {"T-01", "T-08", "T-36", "T-39"}, "benefits, plan, actions and samples"


def test_every_kind_of_activity_has_clauses_and_every_clause_a_kind() -> None:
    """Row 29: planning, control, coordination, checking and improvement are all somebody's work."""
    known = shipped(MAIN)
    assert len(known.activities) == 5
    named = [clause for one in known.activities for clause in one.clauses]
    assert len(set(named)) == len(named)
    for leaf in known.leaves:
        assert len(set(known.line[leaf.id]) & set(named)) == 1 or leaf.id in named, leaf.id


def test_the_three_tiers_of_training_are_told_apart() -> None:
    """Rows 1 to 3 and 40: everyone, leaders, writers, and training for the posts."""
    (training,) = [one for one in shipped(MAIN).registers if one.id == "training"]
    tier = training.field("tier")
    assert tier is not None
    assert [one.id for one in tier.choices][:4] == ["all", "leaders", "writers", "posts"]
    tasks = {task.id: task for task in shipped(MAIN).plan}
    assert [tasks[name].title.split(":")[0] for name in ("T-04", "T-05")] == [
        "Train everyone",
        "Train the leaders",
    ]


def test_law_and_parties_and_risks_have_the_kinds_that_the_guides_name() -> None:
    """Rows 14, 91 and 94."""

    def choices(register: str, field: str) -> set[str]:
        (found,) = [one for one in shipped(MAIN).registers if one.id == register]
        of = found.field(field)
        return {one.id for one in of.choices} if of is not None else set()

    assert choices("obligations", "law") >= {"safety", "service", "environment", "labour", "data"}
    assert choices("parties", "kind") == {"external", "internal", "customer"}
    assert choices("risks", "category") >= {"technical", "operational", "financial", "security"}
    assert choices("risks", "treatment") == {"avoid", "reduce", "share", "accept", "pursue"}
    assert choices("audits", "kind") == {
        "internal", "pre", "stage1", "stage2", "follow", "surveillance", "recertification",
    }  # fmt: skip
