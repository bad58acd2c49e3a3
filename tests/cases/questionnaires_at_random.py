"""Random questionnaires and assessments as plain data, well formed and full of odd cases."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from cases.rules import TODAY

Dict = dict[str, Any]
Draw = st.DrawFn
DOCUMENTS = ["DOC-1", "DOC-12", "DOC-2", "POL-1", "POL-2"]
TRIGGERS = ["t1", "t2", "t3", "t4"]
STATES = ["unknown", "absent", "draft", "outdated", "current", "obsolete", "not_needed"]
POOLS = ["FFFFFFFFFFFL", "FFFFLLLP", "FLPN?", "PPPN?L", "FLPN?A-"]
"""Ratings to draw from: organisations from nearly ready to far from it. A is NA, - is none."""


@lru_cache(maxsize=None, typed=True)  # True is not 1
def one_of(*values: Any) -> st.SearchStrategy[Any]:
    """One of some values: made once, as making it takes ten times as long as drawing from it."""
    return st.sampled_from(values)


def some(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    return one_of(*values)


@cache
def bits(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, 2**count - 1)


rarely = st.integers(0, 5).map(lambda number: number == 0)
days = st.integers(-200, 40).map(lambda number: TODAY + timedelta(days=number))


@st.composite
def questions(draw: Draw, clause: str, documents: list[str], triggers: list[str]) -> list[Dict]:
    return [
        {
            "id": f"{clause}-Q{number:02}",
            "text": "?",
            "key": draw(rarely),
            "documented": draw(rarely),
            "mirror": draw(some([False, False, True])),
            "preparation": draw(rarely),
            "weight": draw(some([1, 1, 1, 2, 5, 0])),
            "depends_on": draw(subset(triggers)) if draw(rarely) else [],
            "documents": draw(subset(documents)),
            "evidence": draw(subset(documents)),
        }
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


def subset(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return subset_of(*names)


@cache
def subset_of(*names: str) -> st.SearchStrategy[list[str]]:
    if not names:
        return st.just(None).map(lambda _none: [])
    return bits(len(names)).map(
        lambda chosen: [name for place, name in enumerate(names) if chosen >> place & 1]
    )


@st.composite
def clauses(draw: Draw, documents: list[str], triggers: list[str]) -> list[Dict]:
    found: list[Dict] = []

    def add(name: str, parent: str | None, depth: int) -> None:
        shape = draw(some(["leaf", "leaf", "heading", "group"] if depth < 2 else ["leaf"]))
        clause: Dict = {"id": name, "title": name, "parent": parent}
        found.append(clause)
        if shape == "leaf":
            clause["questions"] = draw(questions(name, documents, triggers))
        if shape == "heading":
            clause["heading"] = True
        if shape == "group":
            for number in range(1, draw(st.integers(1, 3)) + 1):
                add(f"{name}.{number}", name, depth + 1)

    for top in range(4, 4 + draw(st.integers(1, 3))):
        add(str(top), None, 0)
    return found[::-1] if draw(rarely) else found


@st.composite
def documents_of(draw: Draw, names: list[str], asked: list[str]) -> list[Dict]:
    return [
        {
            "id": name,
            "title": name,
            "obligation": draw(some(["required", "required", "implied", "good_practice"])),
            "critical": draw(rarely),
            "existence": draw(some([None, None, *asked])),
        }
        for name in names
    ]


@st.composite
def whole_questionnaires(draw: Draw) -> Dict:
    """A questionnaire in the file format."""
    names = DOCUMENTS[: draw(st.integers(0, 5))]
    triggers = TRIGGERS[: draw(st.integers(0, 4))]
    needs = [
        draw(some([None, *triggers[:place]])) if place else None for place in range(len(triggers))
    ]
    made = draw(clauses(names, triggers))
    head = {"format": 1, "id": "q", "version": "1", "language": "en", "title": "Q"}
    ids = [one["id"] for one in made]
    asked = [question["id"] for one in made for question in one.get("questions", [])]
    return {
        **head,
        "na": draw(some(["facts", "facts", "reason"])),
        "triggers": [
            {"id": name, "question": "?", "needs": need, "kind": draw(some(["event", "profile"]))}
            for name, need in zip(triggers, needs, strict=True)
        ][:: draw(some([1, -1]))],
        "clauses": made,
        "documents": draw(documents_of(names, asked)),
        "readiness": draw(st.none() | subset(ids).map(lambda tops: {"stage1_clauses": tops})),
    }


@st.composite
def one_answer(draw: Draw, pool: str) -> Dict:
    rating = draw(some(pool))
    if rating == "-":
        return {}
    odd = draw(st.integers(0, 63))  # six coins at once: most answers are plain
    return {
        "rating": {"A": "NA"}.get(rating, rating),
        "strength": draw(
            some([3, 3, 2, 2, 3, None, 1, 0] if pool in POOLS[:2] else [None, 3, 2, 1, 0])
        ),
        "evidence": draw(evidence) if odd % 4 == 0 else [],
        "bulk": odd % 16 == 1,
        "recurring": odd % 8 == 2,
        "lapse": odd % 8 == 3,
        "observation": draw(some(["", "", "3 of 5 had none", " \n"])),
        "reason": "did not occur" if odd % 2 else "",
        "other_party": "Cloud Ltd" if odd % 16 > 13 else "",
        "control": "monthly review" if odd % 32 > 15 else "",
    }


_texts = [
    "tickets",
    "DOC-1",
    "DOC-1 v2",
    "DOC-12 v1",
    "DOC-2, page 3",
    "see DOC-1",
    "POL-1 (draft)",
]
evidence = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"kind": some(["said", "document", "record", "observed"]), "text": some(_texts)}
        ),
        st.sampled_from([[3, 5], [2, 5], [4, 10], [3, 10], [25, 4000], [24, 4000], [1, 1]]).map(
            lambda sample: {"kind": "record", "text": "tickets", "sample": sample}
        ),
    ),
    max_size=3,
)


@st.composite
def about(draw: Draw, ids: list[str], well: bool) -> Dict:
    done, flaw = TODAY - timedelta(days=120), draw(st.integers(0, 9)) if well else None
    audit = draw(st.none() | days) if flaw in (None, 0) else done
    review = draw(st.none() | days) if flaw in (None, 1) else done
    since = draw(st.none() | days) if flaw in (None, 2) else done
    clauses = draw(subset(ids)) if flaw in (None, 3) else ids
    targets = dict.fromkeys(draw(subset(ids)), 5)
    return {
        "target": draw(st.integers(0, 5)),
        "targets": targets,
        "internal_audit_date": audit,
        "internal_audit_clauses": clauses,
        "management_review_date": review,
        "records_since": since,
    }


@st.composite
def decisions(draw: Draw, ids: list[str], questions: list[str]) -> dict[str, Dict]:
    """Records of findings: decided, set aside, split off, no longer raised, added by hand."""
    names = [f"NC-{name}" for name in ids + questions] + [f"OFI-{name}" for name in ids]
    found = {}
    for name in draw(st.lists(some(names), max_size=8, unique=True)):
        found[name] = {
            "grade": draw(some([None, None, "major", "minor", "ofi"])),
            "set_aside": draw(some(["", "", "a misunderstanding"])),
            "owner": draw(some(["", "service desk lead"])),
            "due": draw(some([None, date(2026, 7, 1)])),
        }
    for number in range(1, draw(st.integers(0, 3))):
        found[f"F-{number:02}"] = {
            "clause": draw(some(ids)),
            "grade": draw(some(["major", "minor", "ofi", "strength"])),
            "set_aside": draw(some(["", "", "", "not ours"])),
            "owner": draw(some(["", "quality manager"])),
            "state": draw(some(["draft", "draft", "agreed", "verified", "closed"])),
            "due": draw(some([None, date(2026, 7, 1)])),
        }
    return found


@st.composite
def records(draw: Draw, names: list[str], well: bool) -> dict[str, Dict]:
    """What is known of each document; one may be held in an earlier one."""
    found = {}
    for place, name in enumerate(names):
        held = draw(some([None, None, *names[:place]]))
        state = "current" if well and not draw(rarely) else draw(some(STATES))
        found[name] = {"state": state, "held_in": held}
    return found


@st.composite
def whole_assessments(draw: Draw, questionnaire: Dict, well: bool) -> Dict:
    """An assessment of a questionnaire, in plain tables; `well` is an organisation nearly ready."""
    ids = [one["id"] for one in questionnaire["clauses"]]
    leaves = [one["id"] for one in questionnaire["clauses"] if one.get("questions")]
    asked = [q["id"] for one in questionnaire["clauses"] for q in one.get("questions", [])]
    pool = draw(some(POOLS[:2] if well else POOLS))
    answers = {name: draw(one_answer(pool)) for name in asked}
    facts = {one["id"]: draw(some([None, True, False])) for one in questionnaire["triggers"]}
    claims = {name: draw(some([None, 0, 1, 3, 5])) for name in leaves}
    return {
        "about": draw(about(ids, well)),
        "facts": {name: value for name, value in facts.items() if value is not None},
        "answers": {name: one for name, one in answers.items() if one},
        "maturity": {name: level for name, level in claims.items() if level is not None},
        "documents": draw(records([one["id"] for one in questionnaire["documents"]], well)),
        "findings": draw(decisions(ids, asked)) if not well else {},
    }


@st.composite
def cases(draw: Draw, well: bool | None = None) -> tuple[Dict, Dict]:
    """A questionnaire and an assessment of it."""
    questionnaire = draw(whole_questionnaires())
    nearly_ready = draw(st.booleans()) if well is None else well
    return questionnaire, draw(whole_assessments(questionnaire, nearly_ready))
