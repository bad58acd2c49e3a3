"""Evidence items as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard.domain.evidence import Evidence, EvidenceKind, parse_item, sufficient, with_sample
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused


class TestAnItem:
    @pytest.mark.parametrize(
        ("written", "kind", "text", "sample"),
        [
            ("said: by the manager", "said", "by the manager", None),
            ("document: DOC-045 v1.2", "document", "DOC-045 v1.2", None),
            ("document:DOC-045 v1.2", "document", "DOC-045 v1.2", None),
            ("record[3/5]: tickets", "record", "tickets", "3/5"),
            ("record [ 3 / 5 ] : tickets", "record", "tickets", "3/5"),
            ("record[5/5]: tickets", "record", "tickets", "5/5"),
            ("record: tickets", "record", "tickets", None),
            ("observed: at 10:30, desk 4", "observed", "at 10:30, desk 4", None),
            ("  document :  a policy  ", "document", "a policy", None),
            ("document：事件管理程序", "document", "事件管理程序", None),
            ("文件：事件管理程序", "document", "事件管理程序", None),
            ("记录［3／5］：十月的工单", "record", "十月的工单", "3/5"),
            ("陈述: 服务台", "said", "服务台", None),
            ("观察：现场", "observed", "现场", None),
            ("Record[３/５]: tickets", "record", "tickets", "3/5"),
            ("said: two\nlines", "said", "two\nlines", None),
            ("said: <b>[red]x[/red]</b>", "said", "<b>[red]x[/red]</b>", None),
        ],
    )
    def test_is_read_as_it_is_written(
        self, written: str, kind: str, text: str, sample: str | None
    ) -> None:
        item = parse_item(written)

        assert (item.kind, item.text, item.sample) == (kind, text, sample)

    @pytest.mark.parametrize(
        "written",
        [
            "",
            "tickets",
            "rumour: tickets",
            "document",
            "document:",
            "document:   ",
            "document: \u200b",
            "document: \u2060\ufeff\u3164 \u2800",
            ": tickets",
            "record[0/5]: tickets",
            "record[6/5]: tickets",
            "record[0/0]: tickets",
            "record[3]: tickets",
            "record[/5]: tickets",
            "record[-1/5]: tickets",
            "record[3/5: tickets",
            "record[three/five]: tickets",
            "said[3/5]: tickets",
            "document[3/5]: policy",
            "observed[1/1]: desk",
            "record[99999999999999999999/5]: tickets",
        ],
    )
    def test_that_cannot_be_is_refused_and_shown(self, written: str) -> None:
        with pytest.raises(Refused) as refusal:
            parse_item(written)

        assert repr(written) in str(refusal.value)

    def test_that_is_refused_for_its_kind_names_the_kinds(self) -> None:
        with pytest.raises(Refused, match=r"said.*document.*record.*observed"):
            parse_item("rumour: tickets")

    def test_that_is_too_long_is_refused(self) -> None:
        with pytest.raises(Refused, match="20001 characters"):
            parse_item("said: " + "x" * 20_001)

    @given(
        st.sampled_from(EvidenceKind),
        st.text(min_size=1, max_size=60).filter(lambda text: text == substance(text) != ""),
    )
    def test_written_by_its_label_is_read_back_the_same(
        self, kind: EvidenceKind, text: str
    ) -> None:
        item = Evidence(kind=kind, text=text)

        assert parse_item(f"{item.label}: {item.text}") == item

    @given(st.integers(1, 999_999_999), st.integers(0, 1000))
    def test_with_a_sample_is_read_back_the_same(self, taken: int, more: int) -> None:
        of = min(taken + more, 999_999_999)
        item = Evidence(kind=EvidenceKind.RECORD, text="tickets", taken=taken, of=of)

        assert parse_item(f"{item.label}: {item.text}") == item


class TestNamingADocument:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("DOC-045", True),
            ("DOC-045 v1.2", True),
            ("DOC-045, page 3", True),
            ("DOC-045: the plan", True),
            ("DOC-045. Read in full", True),
            ("DOC-045（事件管理）", True),
            ("DOC-045，第三页", True),
            ("DOC-045：第三页", True),
            ("DOC-045:第三页", True),
            ("DOC-045号文件", True),
            ("DOC-0456", False),
            ("DOC-0451 v2", False),
            ("DOC-045x", False),
            ("DOC-045é", False),
            ("DOC-045e\u0301", False),
            ("DOC-045\u0301", False),
            ("DOC-045\u200b1", False),
            ("DOC-045１", False),
            ("DOC-045Б", False),
            ("DOC-045_old", False),
            ("DOC-045\u20112", False),
            ("DOC-045.2", False),
            ("DOC-045/2", False),
            ("xDOC-045", False),
            ("DOC-045-A", False),
            ("DOC-04", False),
            ("see DOC-045", False),
            ("doc", False),
            ("", False),
        ],
    )
    def test_is_beginning_with_its_id_and_not_with_a_longer_one(
        self, text: str, named: bool
    ) -> None:
        assert Evidence(kind=EvidenceKind.DOCUMENT, text=text).names("DOC-045") is named

    def test_needs_no_space_before_chinese(self) -> None:
        item = Evidence(kind=EvidenceKind.DOCUMENT, text="DOC-045事件管理程序")

        assert item.names("DOC-045")

    def test_of_chinese_letters_ends_where_they_end(self) -> None:
        for text, named in (
            ("流程 v1", True),
            ("流程", True),
            ("流程图", False),
            ("流程，图", True),
        ):
            assert Evidence(kind=EvidenceKind.DOCUMENT, text=text).names("流程") is named

    @pytest.mark.parametrize("kind", list(EvidenceKind))
    def test_is_open_to_every_kind(self, kind: EvidenceKind) -> None:
        assert Evidence(kind=kind, text="DOC-045").names("DOC-045")


class TestASample:
    @pytest.mark.parametrize(
        ("kind", "taken", "of"),
        [
            ("record", 3, None),
            ("record", None, 5),
            ("record", 0, 5),
            ("record", 6, 5),
            ("document", 3, 5),
            ("record", True, 5),
            ("record", "3", 5),
            ("record", 1.0, 5),
        ],
    )
    def test_that_cannot_be_is_no_value(self, kind: str, taken: object, of: object) -> None:
        with pytest.raises(ValueError, match=r".+"):
            Evidence.model_validate({"kind": kind, "text": "t", "taken": taken, "of": of})


class TestASampleThatIsTyped:
    @pytest.mark.parametrize(
        ("written", "label", "text"),
        [
            ("record: [3/5]: tickets", "record[3/5]", "tickets"),
            ("record: [3/5] tickets", "record[3/5]", "tickets"),
            ("record: 3/5 tickets", "record[3/5]", "tickets"),
            ("record: 3/5: tickets", "record[3/5]", "tickets"),
            ("记录：［3／5］：十月的工单", "record[3/5]", "十月的工单"),
            ("record[2/9]: 3/5 tickets", "record[2/9]", "3/5 tickets"),
            ("record: 3/5", "record", "3/5"),
            ("record: 3/5/2026 minutes", "record", "3/5/2026 minutes"),
            ("record: 24/7 desk", "record", "24/7 desk"),
            ("record: tickets 3/5", "record", "tickets 3/5"),
            ("document: 3/5 pages", "document", "3/5 pages"),
        ],
    )
    def test_stands_at_the_start_of_a_record(self, written: str, label: str, text: str) -> None:
        item = with_sample(parse_item(written))

        assert (item.label, item.text) == (label, text)

    @pytest.mark.parametrize(
        "written", ["record: [24/7] desk", "record: [3/5]:", "record: [0/5] x"]
    )
    def test_in_brackets_that_cannot_be_is_refused(self, written: str) -> None:
        with pytest.raises(Refused):
            with_sample(parse_item(written))

    @given(st.text(min_size=1))
    def test_is_all_that_is_taken_off_a_text(self, text: str) -> None:
        if substance(text):
            try:
                item = with_sample(parse_item(f"record: {text}"))
            except Refused:
                return
            assert substance(text).endswith(item.text)


class TestASufficientSample:
    @pytest.mark.parametrize(
        ("of", "needed"),
        [
            (1, 1),
            (2, 2),
            (3, 3),
            (9, 3),
            (10, 4),
            (16, 4),
            (17, 5),
            (576, 24),
            (577, 25),
            (625, 25),
            (626, 25),
            (4_000, 25),
            (999_999_999, 25),
        ],
    )
    def test_is_the_square_root_at_least_3_at_most_25_and_never_more_than_all(
        self, of: int, needed: int
    ) -> None:
        assert sufficient(of) == needed

    @given(st.integers(1, 999_999_999), st.integers(0, 1000))
    def test_of_more_records_is_never_smaller(self, of: int, more: int) -> None:
        assert sufficient(of) <= sufficient(of + more) <= of + more

    @given(st.integers(1, 100_000))
    def test_is_the_least_number_whose_square_reaches_all_between_its_bounds(self, of: int) -> None:
        needed = sufficient(of)

        assert needed == min(of, 25) or needed == 3 or (needed - 1) ** 2 < of <= needed**2

    @pytest.mark.parametrize(
        ("written", "missing"),
        [
            ("record[1/1]: tickets", 0),
            ("record[2/5]: tickets", 1),
            ("record[3/5]: tickets", 0),
            ("record[5/5]: tickets", 0),
            ("record[1/100]: tickets", 9),
            ("record[24/4000]: tickets", 1),
            ("record[25/4000]: tickets", 0),
            ("record: tickets", 0),
            ("document: policy", 0),
            ("said: so", 0),
        ],
    )
    def test_tells_how_many_are_missing(self, written: str, missing: int) -> None:
        assert parse_item(written).missing == missing
