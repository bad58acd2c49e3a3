"""How long texts are, and as many of them as there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard import i18n
from gapwizard.domain.brevity import CHARACTER, SLACK, cut, cut_at_pause, stopped, within, words_in

pieces = st.lists(
    st.sampled_from(["ticket", "x,", "事件", "5张", "-", "。", "3/5", "\n"]), max_size=30
)
texts = pieces.map(" ".join)


class TestWordsIn:
    @pytest.mark.parametrize(
        ("text", "words"),
        [("", 0), ("3 of 5 had none", 5), ("a-b c", 2), (" \n ", 0), ("。，、", 0)],
    )
    def test_are_divided_by_white_space_and_wide_marks(self, text: str, words: int) -> None:
        assert words_in(text) == words

    def test_of_chinese_are_six_for_ten_characters(self) -> None:
        assert words_in("未见优先级规则的记录") == pytest.approx(6)
        assert words_in("抽查5张工单，3张没有") == pytest.approx(8 * CHARACTER + 2)


class TestWithin:
    @given(st.lists(texts, max_size=6), st.integers(0, 40))
    def test_never_exceeds_its_limit_and_counts_every_text(
        self, every: list[str], limit: int
    ) -> None:
        kept = within(every, limit)
        assert len(kept.texts) + kept.more == len(every)
        if kept.texts and words_in(every[0]) <= limit:
            # A full stop of ours is no word of its own.
            assert words_in(" ".join(kept.texts)) <= limit + 1e-9
            assert list(kept.texts) == [stopped(text) for text in every[: len(kept.texts)]]

    def test_cuts_the_first_where_there_is_no_room_for_it(self) -> None:
        assert within(["one two three", "four"], 2).texts == ("one two ...",)
        assert within(["one two", "three four five", "six"], 3).texts == ("one two.",)


class TestCut:
    @given(texts, st.integers(1, 30))
    def test_is_the_beginning_on_one_line(self, text: str, limit: int) -> None:
        short = cut(text, limit)
        whole = " ".join(text.split())
        assert "\n" not in short
        if words_in(text) <= limit:
            assert short == whole
        else:
            begun = short.removesuffix(" ...").removesuffix("……")
            assert begun != short
            assert whole.startswith(begun)
            assert words_in(begun) <= limit + 1e-9


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("政务云存储2026年11月13日为86.2%", 4, "政务云存储……"),  # no number without its unit
        ("签到表5份都有。8份档案中有1份缺证", 6, "签到表5份都有。……"),
        ("one two three", 2, "one two ..."),
    ],
)
def test_what_is_cut_is_marked_as_its_language_does(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short


def test_a_chinese_sentence_ends_with_a_chinese_stop() -> None:
    assert stopped("严重不符合 5、良好实践 3") == "严重不符合 5、良好实践 3。"
    assert (
        stopped('The note says "知识库以英文为主" of it')
        == 'The note says "知识库以英文为主" of it.'
    )
    with i18n.speaking("zh-Hans"):
        assert stopped("8.3.4.2") == "8.3.4.2。"


def test_a_stop_is_added_only_where_there_is_none() -> None:
    ended = ("Why?", "完成。", "x", "完成", "", "see:")
    assert [stopped(one) for one in ended] == ["Why?", "完成。", "x.", "完成。", "", "see:"]


class TestCutAtPause:
    @pytest.mark.parametrize(
        ("text", "limit", "short"),
        [
            ("Credits went to six customers, and the supplier owed nothing.", 9, "Credits went to six customers ..."),
            ("It is bought at 99.5 %. The outage cost credits.", 8, "It is bought at 99.5 %. ..."),
            ("One two three four five six", 4, "One two three four ..."),  # no pause
            ("Some, two three four five six", 5, "Some, two three four five ..."),  # too near the start
            ("Three of five (new, old, and third) had none", 5, "Three of five (new, old ..."),
            ("降级运行半天；电信线路也中断", 6, "降级运行半天……"),
            ("whole, and short", 9, "whole, and short"),
        ],
    )  # fmt: skip
    def test_is_left_where_one_can_pause(self, text: str, limit: int, short: str) -> None:
        assert cut_at_pause(text, limit) == short

    @given(texts, st.integers(1, 30))
    def test_is_a_beginning_no_longer_than_a_plain_cut(self, text: str, limit: int) -> None:
        short, plain = cut_at_pause(text, limit), cut(text, limit)
        assert len(short) <= len(plain)
        assert plain.startswith(short.removesuffix(" ...").removesuffix("……"))

    @pytest.mark.parametrize(
        ("text", "short"),
        [
            (
                "One of two audits planned had been held. More.",
                "One of two audits planned had been held. ...",
            ),
            (
                "One of two audits planned had been held.",
                "One of two audits planned had been held.",
            ),
            ("14条写“加强管理”或“培训”，没有落实", "14条写“加强管理”或“培训”……"),
        ],
    )
    def test_with_slack_goes_on_to_the_next_pause(self, text: str, short: str) -> None:
        assert cut_at_pause(text, 6, slack=SLACK) == short

    def test_ends_a_chinese_list_behind_an_item(self) -> None:
        assert (
            cut_at_pause("供应商涨价、供应商倒闭、到货不及时和其他各种情况都有", 8)
            == "供应商涨价、供应商倒闭……"
        )

    @given(texts, st.integers(1, 30))
    def test_with_slack_is_a_beginning_no_longer_than_that(self, text: str, limit: int) -> None:
        short = cut_at_pause(text, limit, slack=SLACK).removesuffix(" ...").removesuffix("……")
        assert " ".join(text.split()).startswith(short)
        assert words_in(short) <= limit + SLACK
