"""An answer sheet going out: which questions it holds, what it tells, and what it keeps to itself."""

import io
import re
import zipfile
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.app import QUESTIONS, small
from cases.sheets import Workbook, as_csv, laid_beside, rows_of
from gapwizard import i18n
from gapwizard.domain.assessment import Answer, Change, Department, Responsibility, Slot
from gapwizard.domain.evidence import Evidence, EvidenceKind, parse_item
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance, visible
from gapwizard.errors import Refused
from gapwizard.exchange.answers_sheet import guarded, unguarded
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers.answer_sheet import SheetOptions, render
from gapwizard.session.session import Session
from gapwizard.session.staging.answers import act_of

ALL = [row["id"] for clause in QUESTIONS["clauses"] for row in clause.get("questions", ())]


@pytest.fixture
def session(data: Path) -> Session:
    return Session.open(data, small(data))


def asked(session: Session, **wish: object) -> list[str]:
    return [row["question"] for row in rows_of(session, SheetOptions(**wish))]  # type: ignore[arg-type]


def test_holds_what_it_is_asked_for(session: Session) -> None:
    ops = Department(title="Operations", roles=("desk",))
    slot = Slot(day=date(2026, 5, 15), start=time(10), clauses=("8.2",))
    changes = (
        Change("departments", "ops", ops),
        Change("departments", "top", Department(title="Management")),
        Change("responsibilities", "9", Responsibility(parts={"top": ("A",)})),
    )
    session.do(Act("department", "", changes))
    assert asked(session) == ALL
    assert asked(session, clauses=("8",)) == ALL[:5]
    assert asked(session, clauses=("8.2", "9")) == ALL[3:]
    assert asked(session, department="ops") == ALL[:3]
    assert asked(session, department="top") == ["9-Q01"], "what it owns"
    assert asked(session, slot=slot) == ALL[3:5]
    assert asked(session, slot=slot, clauses=("8.2",)) == ALL[3:5]
    for nothing in ({"core": True}, {"slot": slot, "department": "top"}):
        with pytest.raises(Refused, match="no question is left"):
            asked(session, **nothing)


def test_leaves_out_what_a_fact_takes_out(data: Path) -> None:
    session = Session.open(data, small(data, facts={"suppliers": False}))
    assert asked(session) == [name for name in ALL if name != "8.1-Q02"]


def test_never_holds_a_private_note_or_a_flag(session: Session) -> None:
    edit = AnswerEdit(note="Privatenote", follow_up=True, candidate=True, observation="seen")
    session.do(answers.change(session.moment, "8.1-Q01", edit))
    csv_text = render(session, "csv", SheetOptions()).decode()
    with zipfile.ZipFile(io.BytesIO(render(session, "xlsx", SheetOptions()))) as book:
        every = "".join(book.read(name).decode() for name in book.namelist())
    for text in (csv_text, every):
        assert "seen" in text
        for word in ("Privatenote", "follow_up", "candidate"):
            assert word not in text


def test_is_a_workbook_that_is_locked_but_for_the_answers(session: Session) -> None:
    content = render(session, "xlsx", SheetOptions())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        told = book.read("xl/workbook.xml").decode()
        guide, table, meta = (book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2, 3))
        assert not any("vba" in name for name in book.namelist())
    assert re.search(r'name="_meta"[^>]*state="hidden"', told)
    assert told.count("state=") == 1
    for sheet in (guide, table, meta):
        assert "<sheetProtection " in sheet
        assert "password" not in sheet
    assert "<pane " in table
    assert table.count('hidden="1"') == 1, "the hidden columns stand side by side"
    assert table.count('type="list"') == 5
    assert "N,P,L,F,?,NA,-" in table
    assert "<f>" not in table
    book = Workbook(content)
    meta_told = {key: value for key, value in book.meta if key}
    assert len(meta_told.pop("hash")) == 64
    assert list(meta_told.items()) == [
        ("assessment", "acme"), ("revision", "1"), ("questionnaire", "small"), ("version", "1.0.0"),
    ]  # fmt: skip
    assert book.heading[:4] == ["Question\n题号", "Clause\n条款", "Title\n标题", "Text\n题目"]
    assert book.rows[0]["points"] == "1. recorded\n2. classified"


def test_is_csv_with_columns_in_the_language_spoken(session: Session) -> None:
    head = "question,clause,title,text,criterion,points,rating,own_rating,observation,evidence,comment,"
    assert render(session, "csv", SheetOptions()).decode("utf-8-sig").startswith(head)
    with i18n.speaking("zh-Hans"):
        content = render(session, "csv", SheetOptions())
    assert content.decode("utf-8-sig").startswith(
        "题号,条款,标题,题目,准则,要点,评级,受评方自评,观察事实,证据,受评方意见,"
    )
    path = session.folder / "zh.csv"
    path.write_bytes(content)
    assert len(laid_beside(session, session.folder, content).rows) == 6


@given(st.text(alphabet="'=+-@＝ \t\nab", max_size=8))
def test_a_text_of_a_csv_is_no_formula_and_comes_back_the_same(text: str) -> None:
    assert not guarded(text).strip().startswith(tuple("=+-@＝"))
    assert unguarded(guarded(text)) == text


PIECES = ["a", "Prüfung", "变更", "；", ";", "：", "\n", "\t", " ", "=1+1", "'=x", "-x", "1. said: ", "2. document: y", "\\", "😀", "_x0041_", "\x07", "\u200b", "[b]", "∅", ", "]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=5).map(lambda parts: "".join(parts).strip())
words = texts.map(lambda text: text if substance(text) and text != "∅" else "x")
evidence = st.builds(
    lambda kind, said, sample: Evidence(
        kind=kind, text=said,
        taken=sample if kind is EvidenceKind.RECORD else None,
        of=9 if kind is EvidenceKind.RECORD and sample else None,
    ),
    st.sampled_from(EvidenceKind), words, st.none() | st.integers(1, 9),
)  # fmt: skip
held = st.builds(
    Answer,
    rating=st.none() | st.sampled_from([one for one in Rating if one is not Rating.NA]),
    client=st.none() | st.sampled_from(Rating),
    strength=st.none() | st.integers(0, 3),
    observation=words | st.just(""), comment=words | st.just(""), reason=words | st.just(""),
    other_party=words | st.just(""), control=words | st.just(""), note=words | st.just(""),
    evidence=st.lists(evidence, max_size=4, unique=True).map(tuple),
    recurring=st.booleans(), lapse=st.booleans(), follow_up=st.booleans(),
    ticked=st.sampled_from([(), (0,), (0, 1)]),
)  # fmt: skip
TOLD = ("rating", "client", "strength", "observation", "comment", "reason", "other_party", "control", "evidence", "recurring", "lapse", "ticked")  # fmt: skip


def told(answer: Answer) -> dict[str, object]:
    """What a sheet holds of an answer; what acts on a terminal is shown by its mark in it."""
    seen = answer.model_dump(include=set(TOLD) - {"evidence"})
    items = [(one.label, visible(one.text)) for one in answer.evidence]
    return {
        key: visible(value) if isinstance(value, str) else value for key, value in seen.items()
    } | {"evidence": items}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(held, held, st.sampled_from(["csv", "xlsx"]))
def test_what_it_holds_comes_back_into_an_assessment_that_has_nothing(
    session: Session, one: Answer, other: Answer, kind: str
) -> None:
    """`import(sheet(a)) == a`, and into a itself it changes nothing."""
    wanted = {"8.1-Q01": one, "9-Q01": other.model_copy(update={"ticked": ()})}
    changes = tuple(Change("answers", name, answer) for name, answer in wanted.items())
    session.do(Act("answer", "", changes))
    if kind == "csv":
        rows = rows_of(session)
        for row in rows:
            del row["revision"]
        content = as_csv(rows)
    else:
        book = Workbook(render(session, "xlsx", SheetOptions())).without("revision")
        book.meta = [pair for pair in book.meta if pair[0] != "revision"]
        content = book.written()
    folder = session.folder
    same = laid_beside(session, folder, render(session, kind, SheetOptions()), f"same.{kind}")
    assert {row.kind.value for row in same.rows} == {"same"}

    session.do(Act("answer", "", tuple(Change("answers", name, None) for name in wanted)))
    found = laid_beside(session, folder, content, f"back.{kind}")
    session.do(act_of(session, found, tuple(found.changes({}))))
    for name, answer in wanted.items():
        assert told(session.assessment.answers.get(name) or Answer()) == told(answer)


def test_evidence_that_no_cell_holds_stays_where_it_is(session: Session, place: Path) -> None:
    many = tuple(parse_item(f"said: {n} " + "x" * 15_000) for n in range(4))
    session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(evidence=many)))
    content = render(session, "xlsx", SheetOptions())
    assert {row.kind.value for row in laid_beside(session, place, content, "a.xlsx").rows} == {
        "same"
    }
    book = Workbook(content)
    book.rows[0]["evidence"] = "2. said: corrected"
    found = laid_beside(session, place, book.written(), "b.xlsx")
    session.do(act_of(session, found, tuple(found.changes({}))))
    after = session.assessment.answers["8.1-Q01"].evidence
    assert [one.text[:9] for one in after] == [
        many[0].text[:9],
        "corrected",
        many[2].text[:9],
        many[3].text[:9],
    ]
