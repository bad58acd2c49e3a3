"""The registers that come with the questionnaire: whole in both languages, and every formula and view works."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cases.questionnaire_texts import MAIN, ROOT, Text, alike, hits, shipped, terms, whole_word
from gapwizard.domain.register_formula import evaluate, value_of
from gapwizard.domain.registers import Register, RegisterCell, RegisterField, RegisterRow
from gapwizard.tui.registers.painting import widths

FOLDER = ROOT / "questionnaires" / MAIN
TODAY = date(2026, 11, 30)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
REGISTERS = shipped(MAIN).registers
EACH = pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.id)
SIZE = (80, 24)


def written(language: str = "") -> list[dict[str, Any]]:
    text = (FOLDER / language / "registers.json").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)["registers"]
    assert text == json.dumps({"registers": found}, ensure_ascii=False, indent=1) + "\n"
    return found


def texts(language: str = "") -> list[Text]:
    """Every text of the registers with its place."""

    def of(place: str, value: Any) -> Iterator[Text]:
        if isinstance(value, str):
            yield Text(MAIN, place.rpartition(".")[2], place, place, value)
            return
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            name = inner.get("id", key) if isinstance(inner, dict) else key
            if key in ("title", "why", "help", "words", "fields", "choices", "views") or isinstance(
                key, int
            ):
                yield from of(f"{place}.{name}", inner)

    return [text for row in written(language) for text in of(row["id"], row)]


def shape(value: Any) -> Any:
    """What a translation has to have in common with the original: ids, and how many words."""
    return {
        "id": value["id"],
        "help": "help" in value,
        **{
            key: [shape(one) if isinstance(one, dict) else None for one in value[key]]
            for key in ("fields", "choices", "views", "words")
            if key in value
        },
    }


def row_of(register: Register, values: dict[str, str]) -> RegisterRow:
    return RegisterRow(cells=tuple(RegisterCell(field=k, text=v) for k, v in values.items()))


def some(field: RegisterField, dice: random.Random) -> str:
    """Something that may stand in a field: a past or coming day, a step, a choice, a word."""
    if field.kind == "date":
        return dice.choice(("2026-10-01", "2027-03-01"))
    if field.kind == "scale" and field.of is not None:
        return str(dice.randint(*field.of))
    if field.kind == "choice":
        return dice.choice(field.choices).id
    return dice.choice(("0", "40", "60", "100")) if field.kind == "number" else "something"


def rows(register: Register, count: int) -> list[RegisterRow]:
    """Rows of all sorts, the same ones each time; some fields of each are empty."""
    dice = random.Random(register.id)
    return [
        row_of(
            register,
            {
                field.id: some(field, dice)
                for field in register.fields
                if field.kind != "computed" and dice.random() < (at % 5 + 5) / 10
            },
        )
        for at in range(count)
    ]


class TestTheRegisters:
    def test_are_those_the_plan_counts(self) -> None:
        plan = (FOLDER / "plan.json").read_text("utf-8")
        assert set(re.findall(r'rows\(\\"([^"\\]+)', plan)) == {one.id for one in REGISTERS}

    def test_have_ids_of_their_own_for_their_rows(self) -> None:
        begins = [one.prefix for one in REGISTERS]
        assert len(set(begins)) == len(begins)
        assert not {"T-", "A-", "S-", "F-", "NC-", "DOC-", "FILE-"} & set(begins)
        assert all(re.fullmatch(r"[A-Z]{1,2}-", begin) for begin in begins)

    def test_are_evidence_for_questions_and_kept_as_documents(self) -> None:
        known = shipped(MAIN)
        for register in REGISTERS:
            assert set(register.questions) <= set(known.questions), register.id
            assert set(register.documents) <= {one.id for one in known.documents}, register.id
        without = {one.id for one in REGISTERS if not one.questions}
        assert without == {"offers"}, "choosing a certification body is no requirement"

    @EACH
    def test_begin_with_what_a_row_is_called(self, register: Register) -> None:
        first, *others = register.fields
        assert (first.id, first.required, register.columns[0]) == ("title", True, "title")
        assert not [one.id for one in others if one.required]

    @EACH
    def test_show_what_matters_on_a_small_screen(self, register: Register) -> None:
        assert len(register.columns) <= 9
        shown = [field.id for field, _wide in widths(register, SIZE[0])]
        assert len(shown) >= 4
        assert "late" in shown or "late" not in register.columns

    @EACH
    def test_have_a_picture_of_scales_only(self, register: Register) -> None:
        if register.matrix is not None:
            kinds = {getattr(register.field(n), "kind", "") for n in (register.matrix.across, register.matrix.up)}  # fmt: skip
            assert kinds == {"scale"}
            assert register.matrix.middle < register.matrix.high


class TestWhatIsComputed:
    @EACH
    def test_can_be_told_of_every_row(self, register: Register) -> None:
        computed = [field for field in register.fields if field.kind == "computed"]
        for row in (RegisterRow(), *rows(register, 50)):
            for field in computed:
                assert isinstance(value_of(register, row, field, TODAY), Fraction | bool | None), (
                    field.id
                )

    @EACH
    def test_says_nothing_of_a_row_without_anything(self, register: Register) -> None:
        for field in register.fields:
            assert not value_of(register, RegisterRow(), field, TODAY), field.id

    @EACH
    def test_is_not_always_the_same(self, register: Register) -> None:
        for field in register.fields:
            if field.kind == "computed":
                found = {value_of(register, row, field, TODAY) for row in rows(register, 300)}
                assert len(found) > 1, field.id

    @EACH
    def test_every_view_holds_some_rows_and_not_all(self, register: Register) -> None:
        known = rows(register, 300)
        for view in register.views:
            held = [row for row in known if evaluate(view.where, register, row, TODAY)]
            assert 0 < len(held) < len(known), view.id

    @pytest.mark.parametrize(
        ("register", "told", "field", "expected"),
        [
            ("risks", {"likelihood": "3", "impact": "4"}, "level", 12),
            ("risks", {"likelihood": "2", "impact": "3"}, "above", False),
            ("risks", {"likelihood": "2", "impact": "4"}, "above", True),
            ("risks", {"likelihood": "2", "impact": "4", "tolerance": "8"}, "above", False),
            ("risks", {"likelihood": "5", "impact": "5", "kind": "opportunity"}, "above", False),
            ("risks", {"likelihood": "5"}, "above", None),
            ("risks", {"review": "2026-11-29", "state": "carried"}, "late", True),
            ("risks", {"due": "2026-11-29", "state": "carried"}, "late", False),
            ("risks", {"review": "2026-11-29", "state": "closed"}, "late", False),
            ("objectives", {"direction": "higher", "target": "90", "q1": "95"}, "reached", True),
            ("objectives", {"direction": "higher", "target": "90", "q1": "95", "q2": "89"}, "reached", False),
            ("objectives", {"direction": "lower", "target": "10", "q1": "12", "q3": "9.5"}, "reached", True),
            ("objectives", {"direction": "lower", "target": "10"}, "reached", None),
            ("objectives", {"q1": "12", "q2": "9.5"}, "now", 9.5),
            ("objectives", {"target": "10"}, "now", None),
            ("objectives", {"direction": "lower", "q1": "10"}, "reached", None),
            ("business_case", {"once": "30000", "yearly": "5000", "benefit": "20000", "years": "3"}, "balance", 15000),
            ("business_case", {"before": "40", "after": "31"}, "change", -9),
            ("parties", {"theirs": "99.5", "ours": "99.9", "direction": "higher"}, "weaker", True),
            ("parties", {"theirs": "99.9", "ours": "99.9", "direction": "higher"}, "weaker", False),
            ("parties", {"theirs": "8", "ours": "4", "direction": "lower"}, "weaker", True),
            ("parties", {"theirs": "2", "ours": "4", "direction": "lower"}, "weaker", False),
            ("parties", {"theirs": "2", "ours": "4"}, "weaker", None),
            ("services", {"own": "65"}, "others", 35),
            ("training", {"invited": "60", "present": "54"}, "attendance", 90),
            ("improvements", {"fit": "5", "value": "4", "effort": "2"}, "priority", 13),
            ("offers", dict.fromkeys(("experience", "recognition", "region", "price_score", "reputation"), "4"), "points", 80),
            ("offers", {**dict.fromkeys(("experience", "recognition", "region", "price_score", "reputation"), "4"), "price_score": "1", "w_price_score": "3"}, "points", Fraction(380, 7)),
            ("offers", {"experience": "4"}, "points", None),
            ("offers", {"days1": "2", "days2": "4.5"}, "days", Fraction(13, 2)),
            ("audits", {"majors": "1", "major_until": "2026-11-01"}, "late", True),
            ("audits", {"majors": "1", "major_until": "2026-11-01", "closed_on": "2026-10-30"}, "late", False),
            ("audits", {"majors": "0", "major_until": "2026-11-01"}, "late", False),
            ("audits", {"begins": "2026-11-01", "state": "planned"}, "late", True),
        ],
    )  # fmt: skip
    def test_is_what_one_works_out_by_hand(
        self, register: str, told: dict[str, str], field: str, expected: object
    ) -> None:
        (found,) = [one for one in REGISTERS if one.id == register]
        computed = found.field(field)
        assert computed is not None
        assert value_of(found, row_of(found, told), computed, TODAY) == expected


class TestTheWords:
    def test_are_read_at_a_glance(self) -> None:
        assert [str(t) for t in texts() if len(t.words) > 110] == []
        titles = [t for t in texts() if t.field == "title"]
        assert [str(t) for t in titles if len(t.words) > 45] == []
        assert all(one.why.endswith(".") and len(one.why) <= 100 for one in REGISTERS)

    def test_use_one_word_for_one_thing(self) -> None:
        for word, term in [(word, term) for term, others, _meaning in terms() for word in others]:
            assert hits(whole_word(word), texts()) == [], f"say {term!r}"

    def test_claim_no_duty_of_their_own(self) -> None:
        assert hits(r"\b(shall|must)\b", texts()) == []

    def test_say_nothing_twice_of_what_registers_are_for(self) -> None:
        assert alike([text for text in texts() if text.field == "why"], 0.5) == []

    def test_have_no_stray_space_or_dash(self) -> None:
        assert hits(r"^\s|\s$|\s\s|\s[,.;:?!]|\u2014", texts()) == []

    def test_are_wholly_in_chinese(self) -> None:
        assert [shape(row) for row in written("zh-Hans")] == [shape(row) for row in written()]
        keys = {"id", "title", "why", "help", "words", "choices", "fields", "views"}
        assert all(set(row) <= keys for row in written("zh-Hans"))
        assert [t.place for t in texts("zh-Hans")] == [t.place for t in texts()]
        assert [str(t) for t in texts("zh-Hans") if not CHINESE.search(t.words)] == []
        half = r"[\u4e00-\u9fff][,.;:?!()]|[,;:?!()][\u4e00-\u9fff]"
        assert hits(half, texts("zh-Hans")) == []

    def test_call_no_two_fields_of_a_register_the_same(self) -> None:
        for row in [*written(), *written("zh-Hans")]:
            titles = [field["title"] for field in row["fields"]]
            assert len(set(titles)) == len(titles), row["id"]

    def test_call_no_field_by_the_id_of_another(self) -> None:
        """A sheet names its columns by either."""
        for row in [*written(), *written("zh-Hans")]:
            for field in row["fields"]:
                others = {one["id"] for one in row["fields"]} - {field["id"]}
                assert field["title"].casefold() not in others, row["id"]
