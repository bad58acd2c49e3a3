"""The query language: words, scopes and states as they are typed."""

import pytest

from gapwizard.domain.search_query import LIMIT, SearchTerm, parse
from gapwizard.errors import Refused


class TestReading:
    @pytest.mark.parametrize(
        ("query", "terms"),
        [
            ("priority", [("", "priority")]),
            ("Priority  MATRIX", [("", "priority"), ("", "matrix")]),
            ('"no record"', [("", "no record")]),
            ("“no record”", [("", "no record")]),
            ('"still open', [("", "still open")]),
            ("优先级　事件", [("", "优先级"), ("", "事件")]),
            ("n:intranet", [("n", "intranet")]),
            ('n:"no record"', [("n", "no record")]),
            ("n: intranet", [("n", ""), ("", "intranet")]),
            ("ｒ：Ｐ", [("r", "p")]),
            ("r:N,P", [("r", "n,p")]),
            ("* ！ bulk", [("follow_up", ""), ("candidate", ""), ("bulk", "")]),
            ('"bulk" "*"', [("", "bulk"), ("", "*")]),
            ("×", [("follow_up", "")]),
            ("10:30", [("", "10:30")]),
            ("c:8.6", [("c", "8.6", "8.6")]),
            ("slot:S-02", [("slot", "s-02", "S-02")]),
            ("r:部分符合,全部满足", [("r", "p,f")]),
            ('r:"Partly met"', [("r", "p")]),
            ("ev:记录 doc:已索取", [("ev", "record"), ("doc", "asked")]),
            ("priority priority", [("", "priority")]),
            ("", []),
            ('  ""  ', []),
        ],
    )
    def test_gives_words_scopes_and_states(self, query: str, terms: list[tuple[str, ...]]) -> None:
        assert list(parse(query)) == [SearchTerm(*term) for term in terms]

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("rol:desk", "the nearest is 'role'"),
            ("http://x", '"http://x"'),
            ("r:", "wants one of n, p, l, f"),
            ("c:", "wants a value"),
            ("ev:claim", "the nearest is 'claimed'"),
            ("r:P,X", "r:X is not known"),
            ("x" * (LIMIT + 1), "201"),
        ],
    )
    def test_refuses_what_it_does_not_know(self, query: str, words: str) -> None:
        with pytest.raises(Refused, match=r"\S") as refused:
            parse(query)
        assert words in str(refused.value)
