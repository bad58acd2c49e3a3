"""What a file shows of its own state: no more than stands in it, whatever was done to it."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from gapwizard.domain.file_look import (
    CONTROL,
    DocumentLook,
    Expected,
    FileText,
    LookedFile,
    best_look,
    file_named,
    gaps_in,
    look_at,
)
from gapwizard.i18n import in_all

TODAY = date(2026, 11, 20)
A = Expected("DOC-1", "Incident process", ("Purpose", "Steps", "Records"), 4, ("Why", "Record"))
B = Expected("DOC-2", "Request process", ("Requests",), 1, ("Covers",))
FILLED = {
    "file": "FILE-13", "version": "1.2", "owner": "Service desk", "reviewed_inside": "Desk",
    "reviewed_outside": "Quality", "approved_by": "Managing director",
    "approved_on": "2026-11-02", "issued_on": "2026年11月3日", "review": "2027-11-01",
    "holds": "DOC-1 Incident process",
}  # fmt: skip
BODY = (
    "Incidents", "",
    "DOC-1 Incident process", "Purpose", "Why a user can work again", "Steps",
    "1. Record the desk, in the tool", "Records",
    "TABLE", "DOC-2 Request process", "Requests", "Covers what is asked for often",
)  # fmt: skip
TABLE = (("Records", "Kept in"), ("Tickets", "tool"))


def text_of(
    body: tuple[str, ...] = BODY,
    told: dict[str, str] = FILLED,
    table: tuple[tuple[str, ...], ...] = TABLE,
    tag: int = 0,
) -> FileText:
    """A file with a control block under its title, and its one table where TABLE stands."""
    control = [(in_all(CONTROL[key])[tag], value) for key, value in told.items()]
    rows, places = [*control], [1] * len(control)
    lines: list[str] = []
    for line in body:
        if line == "TABLE":
            rows += table
            places += [len(lines)] * len(table)
        else:
            lines.append(line)
    return FileText(tuple(lines), tuple(rows), tuple(places))


def look(text: FileText, *expected: Expected) -> LookedFile:
    return look_at(text, expected or (A, B), TODAY)


def states(text: FileText) -> list[str | None]:
    return [one.state for one in look(text).documents]


class TestAGap:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("[[date]]", 1),
            ("[[ ]]", 1),
            ("[[]]", 1),
            ("［［日期］］", 1),
            ("【【日期】】", 1),
            ("[［date］]", 1),
            ("[[a]] and [[b]]", 2),
            ("[[a\nb]]", 1),
            ("[[only the end was lost", 1),
            ("[[a] and [[b]]", 2),
            ("only the beginning was lost]]", 1),
            ("[[a [b] c]]", 1),
            ("[see [1]]", 0),
            ("[1]", 0),
            ("【重要】", 0),
            ("", 0),
        ],
    )
    def test_is_counted_in_every_form_a_person_leaves_it_in(self, text: str, count: int) -> None:
        assert gaps_in([text]) == count


class TestTheControlBlock:
    @pytest.mark.parametrize("tag", [0, 1])
    def test_is_read_in_either_language(self, tag: int) -> None:
        found = look(text_of(tag=tag))
        assert file_named(text_of(tag=tag)) == "FILE-13"
        assert (found.version, found.owner, found.approved_by) == (
            "1.2", "Service desk", "Managing director",
        )  # fmt: skip
        assert (found.approved_on, found.issued_on) == (date(2026, 11, 2), date(2026, 11, 3))
        assert found.reviewed == {"reviewed_inside": "Desk", "reviewed_outside": "Quality"}
        assert states(text_of(tag=tag)) == ["current", "current"]

    @pytest.mark.parametrize(
        ("key", "value", "state"),
        [
            ("approved_by", "", "draft"),
            ("approved_by", "[[which role approves it]]", "draft"),
            ("approved_by", "[[which role approves it", "draft"),
            ("approved_by", "［［由哪个岗位批准］］", "draft"),
            ("approved_on", "", "draft"),
            ("approved_on", "soon", "draft"),
            ("approved_on", "02.11.2026", "draft"),
            ("approved_on", "2026-12-24", "draft"),
            ("approved_on", "2026/11/2", "current"),
            ("approved_on", "２０２６－１１－０２", "current"),
            ("issued_on", "2026-11-31", "draft"),
            ("issued_on", "2027-01-01", "draft"),
            ("reviewed_inside", "[[who]]", "draft"),
            ("review", "2026-11-19", "outdated"),
            ("review", "2026-11-20", "current"),
            ("review", "", "current"),
        ],
    )
    def test_says_no_more_than_stands_there(self, key: str, value: str, state: str) -> None:
        assert states(text_of(told={**FILLED, key: value})) == [state, state]

    def test_names_what_should_be_a_day_and_is_none(self) -> None:
        assert look(text_of(told={**FILLED, "issued_on": "21.11.2026"})).unread == ("21.11.2026",)
        assert look(text_of()).unread == ()

    def test_a_table_of_the_document_is_not_taken_for_it(self) -> None:
        table = (("Approved by", "Board"), ("Approved on", "2026-01-01"), ("Issued on", "2026-1-2"))
        assert states(text_of(told={}, table=table)) == ["draft", "draft"]

    def test_a_colon_behind_a_label_does_not_matter(self) -> None:
        text = text_of()
        rows = tuple((f"{row[0]}：", *row[1:]) for row in text.rows)
        assert look(text._replace(rows=rows)).approved_by == "Managing director"


class TestADocument:
    def one(self, *body: str, **more: object) -> DocumentLook:
        return look(text_of(("Incidents", "", *body)), A).documents[0]

    def test_with_a_gap_left_is_a_draft(self) -> None:
        body = tuple("Why [[ ]]" if line.startswith("Why") else line for line in BODY)
        first, second = look(text_of(body)).documents
        assert (first.state, first.gaps) == ("draft", 1)
        assert (second.state, second.gaps) == ("current", 0)

    def test_with_all_its_gaps_shows_no_state(self) -> None:
        told = ("Purpose", "Why [[a]]", "[[b]]", "Steps", "1. Record [[c]]", "Records", "[[ ]]")
        assert self.one("DOC-1 Incident process", *told).state is None

    def test_a_gap_in_its_table_counts(self) -> None:
        first = look(text_of(table=(("Records", "Kept in"), ("[[ ]]", "[[ ]]")))).documents[0]
        assert (first.state, first.gaps) == ("draft", 2)

    def test_moved_below_another_is_found_there(self) -> None:
        moved = (*BODY[:2], *BODY[9:], *BODY[2:9])
        body = tuple(f"{line} [[x]]" if line.startswith("Covers") else line for line in moved)
        first, second = look(text_of(body)).documents
        assert (first.state, second.state) == ("current", None)

    def test_without_its_heading_is_not_found_and_what_it_held_is_not_lost(self) -> None:
        body = tuple(line for line in BODY if line != "DOC-2 Request process")
        body = tuple(f"{line} [[x]]" if line.startswith("Covers") else line for line in body)
        first, second = look(text_of(body)).documents
        assert not second.found
        assert second.state is None
        assert first.gaps == 1, "what stands below no heading of its own is in the one before"

    @pytest.mark.parametrize(
        "heading",
        ["3.1 DOC-1 Incident process", "doc-1  Incident  Process", "DOC-1", "DOC-1：事件管理",
         "Incident process", "Chapter 2: DOC-1 Incident process"],
    )  # fmt: skip
    def test_is_found_by_id_or_title_with_any_number_before(self, heading: str) -> None:
        body = tuple(heading if line.startswith("DOC-1 ") else line for line in BODY)
        assert states(text_of(body)) == ["current", "current"]

    def test_is_not_found_by_a_sentence_or_by_the_title_of_the_file(self) -> None:
        body = ("Incident process", "", f"DOC-1 {'is spoken of ' * 10}", *BODY[3:])
        assert not look(text_of(body)).documents[0].found

    def test_a_table_of_contents_hides_nothing(self) -> None:
        contents = ("DOC-1 Incident process", "DOC-2 Request process")
        body = tuple("Why [[ ]]" if line.startswith("Why") else line for line in BODY)
        assert states(text_of((*body[:2], *contents, *body[2:]))) == ["draft", "current"]

    def test_that_was_emptied_shows_no_state(self) -> None:
        assert self.one("DOC-1 Incident process", "", " ").state is None

    @pytest.mark.parametrize(
        ("gone", "empty"),
        [
            ("Why a user can work again", ("Purpose",)),
            ("TABLE", ("Records",)),
        ],
    )
    def test_with_nothing_below_a_heading_is_a_draft(self, gone: str, empty: tuple[str]) -> None:
        first = look(text_of(tuple(line for line in BODY if line != gone))).documents[0]
        assert (first.state, first.empty) == ("draft", empty)

    def test_with_nothing_behind_a_label_is_a_draft(self) -> None:
        body = tuple("Why" if line.startswith("Why") else line for line in BODY)
        first = look(text_of(body)).documents[0]
        assert (first.state, first.empty) == ("draft", ("Why",))
        answered = tuple(x for line in body for x in ((line, "so") if line == "Why" else (line,)))
        assert look(text_of(answered)).documents[0].empty == ()

    def test_says_which_headings_are_gone(self) -> None:
        body = tuple("What for" if line == "Purpose" else line for line in BODY)
        assert look(text_of(body)).documents[0].missing == ("Purpose",)


def test_the_language_is_the_one_with_the_most_headings() -> None:
    chinese = Expected("DOC-1", "事件管理过程", ("目的", "步骤"), 2)
    text = text_of(
        ("事件", "", "DOC-1 事件管理过程", "目的", "用户能继续工作", "步骤", "记录"), tag=1
    )
    found = best_look(text, [[A], [chinese]], TODAY).documents[0]
    assert (found.missing, found.state) == ((), "current")


Edit = Callable[[list[str], dict[str, str], random.Random], None]


def _gap(lines: list[str], _told: dict[str, str], dice: random.Random) -> None:
    at = dice.randrange(2, len(lines))
    if not lines[at].startswith("DOC-"):
        lines[at] = (
            f"{lines[at]} {dice.choice(('[[x]]', '［［x］］', '[[ ]]', '[[x', '【【x】】'))}"
        )


def _fill(lines: list[str], _told: dict[str, str], dice: random.Random) -> None:
    at = dice.randrange(len(lines))
    for mark in ("[[x]]", "［［x］］", "[[ ]]", "[[x", "【【x】】"):
        lines[at] = lines[at].replace(mark, "the desk")


def _move(lines: list[str], _told: dict[str, str], dice: random.Random) -> None:
    lines.insert(dice.randrange(2, len(lines)), lines.pop(dice.randrange(2, len(lines))))


def _remove(lines: list[str], _told: dict[str, str], dice: random.Random) -> None:
    if len(lines) > 5:
        lines.pop(dice.randrange(2, len(lines)))


def _number(lines: list[str], _told: dict[str, str], dice: random.Random) -> None:
    at = dice.randrange(2, len(lines))
    lines[at] = f"{dice.randrange(1, 9)}.{dice.randrange(1, 9)} {lines[at]}"


def _control(_lines: list[str], told: dict[str, str], dice: random.Random) -> None:
    key = dice.choice(list(FILLED))
    told[key] = dice.choice((
        FILLED[key], "", "[[date]]", "［［日期］］", "[[date", "2026-11-01", "2026年11月1日",
        "1.11.2026", "2031-01-01", "2019-01-01", "soon",
    ))  # fmt: skip


def _row_gone(_lines: list[str], told: dict[str, str], dice: random.Random) -> None:
    told.pop(dice.choice(list(FILLED)), None)


EDITS: tuple[Edit, ...] = (_gap, _fill, _fill, _move, _remove, _number, _control, _row_gone)


@pytest.mark.parametrize("seed", range(200))
def test_no_edit_makes_a_file_show_what_does_not_stand_in_it(seed: int) -> None:
    dice = random.Random(seed)
    lines, told = list(BODY), dict(FILLED)
    for _edit in range(dice.randrange(1, 7)):
        dice.choice(EDITS)(lines, told, dice)
    text = text_of(tuple(lines), told, tag=dice.randrange(2))
    every = [*text.lines, *(cell for row in text.rows for cell in row)]
    marks = sum(every_one.count(mark) for every_one in every for mark in ("[[", "［［", "【【"))
    found = look(text)
    assert found.gaps == marks
    assert sum(one.gaps for one in found.documents) <= marks
    stands = [one for one in found.documents if one.state in ("current", "outdated")]
    for one in stands:
        assert (one.gaps, one.empty) == (0, ())
        assert any(f"{one.id} " in line for line in text.lines)
        assert told["approved_by"] not in ("", "[[date", "[[date]]", "［［日期］］")
        assert found.approved_on is not None
        assert found.issued_on is not None
        assert max(found.approved_on, found.issued_on) <= TODAY
        assert (one.state == "outdated") == (found.review is not None and found.review < TODAY)
    if len(stands) == len(found.documents):
        assert marks == 0, "what is left open anywhere keeps some document a draft"
