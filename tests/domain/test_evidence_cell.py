"""Several evidence items in one cell: where each begins, and what is lost: nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gapwizard.domain.evidence import Evidence, EvidenceKind, cell_of, items_in
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused

TEXTS = st.lists(
    st.sampled_from(
        [
            "a",
            "甲",
            ";",
            "；",
            "\n",
            "\\",
            " ",
            "\u3000",
            "record: x",
            "文件：y",
            "1. said: z",
            "]",
            ":",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


class TestACell:
    @pytest.mark.parametrize(
        ("cell", "items"),
        [
            ("", []),
            (" ;； \n", []),
            ("said: a", ["said: a"]),
            ("said: a; b", ["said: a; b"]),
            ("said: a;", ["said: a"]),
            (
                "document：DOC-021；record[3/5]：tickets",
                ["document: DOC-021", "record[3/5]: tickets"],
            ),
            (
                "文件：甲；记录［3／5］：乙\n观察: 丙",
                ["document: 甲", "record[3/5]: 乙", "observed: 丙"],
            ),
            ("document: a\r\nrecord: b;\nsaid: c", ["document: a", "record: b", "said: c"]),
            (
                "document: https://a.example/x;y=1;z; record: t",
                ["document: https://a.example/x;y=1;z", "record: t"],
            ),
            (r"said: a\; record: b", ["said: a; record: b"]),
            (r"said: C:\\; record: b", ["said: C:\\", "record: b"]),
            ("said: see record: b", ["said: see record: b"]),
            ("said: a;record: b；；", ["said: a", "record: b"]),
        ],
    )
    def test_is_divided_where_a_kind_begins(self, cell: str, items: list[str]) -> None:
        assert [f"{i.evidence.label}: {i.evidence.text}" for i in items_in(cell)] == items

    def test_of_our_own_sheet_has_numbers(self) -> None:
        found = items_in("1. said: a; 3) record: b；2、文件：c; observed: d")

        assert [item.number for item in found] == [1, 3, 2, None]

    @pytest.mark.parametrize(
        "cell", ["tickets", "rumour: a", "said: a; record[5/3]: b", "0. said: a"]
    )
    def test_that_begins_with_no_item_or_holds_a_wrong_one_is_refused(self, cell: str) -> None:
        with pytest.raises(Refused):
            items_in(cell)

    @given(st.lists(TEXTS.filter(lambda text: substance(text) == text != ""), max_size=4))
    @example(["a\\", "b"])
    @example(["a;", "b;；"])
    @example(["a; record: x", "\\;said: y"])
    def test_that_we_write_is_read_back_the_same(self, texts: list[str]) -> None:
        items = [Evidence(kind=EvidenceKind.RECORD, text=t, taken=3, of=5) for t in texts]

        assert [item.evidence for item in items_in(cell_of(items))] == items

    @pytest.mark.parametrize("piece", [";", "\\", "; ", "\n", "\\;", " ", "record ", "1"])
    def test_of_the_largest_size_is_read_in_one_go(self, piece: str) -> None:
        assert len(items_in("said: a" + piece * (19_000 // len(piece)) + "b")) == 1
