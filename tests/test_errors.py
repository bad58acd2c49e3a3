"""Specification of what errors say: whole sentences, and of what was typed only as much as one reads."""

import pytest

from gapwizard.errors import QUOTED, Refused, nearest, quoted
from gapwizard.i18n import nearest_hint


class TestWhatWasTyped:
    @pytest.mark.parametrize("word", ["8.6.1-Q02", "", "变更经理", "x" * QUOTED])
    def test_is_quoted_whole_up_to_a_line(self, word: str) -> None:
        assert quoted(word) == word
        assert repr(word) in str(Refused("there is no {word!r}", word=word))

    def test_is_quoted_by_its_beginning_and_end_where_it_is_longer(self) -> None:
        said = str(Refused("there is no {word!r}; take one", word="变" * 5000))
        word = said.split("'")[1]
        assert (len(word), word.strip("变")) == (QUOTED, "…")

    def test_stands_whole_where_a_sentence_names_it_without_quotes(self) -> None:
        where = "/clients/" + "x" * 200
        assert str(Refused("{where}: no such file", where=where)) == f"{where}: no such file"

    def test_is_quoted_so_with_the_words_of_a_form_too(self) -> None:
        refused = Refused("{key}: {word!r} is no date", key="due", word="x" * 100)
        assert refused.worded({"due": "due date"}).startswith("due date: 'xxx")
        assert "…" in refused.worded({"due": "due date"})

    def test_is_not_read_as_a_format(self) -> None:
        assert str(Refused("{0} of {braces} stays")) == "{0} of {braces} stays"
        assert str(Refused("{word!r}", word="{other}")) == "'{other}'"


class TestTheNearest:
    def test_is_found_whatever_the_case(self) -> None:
        assert nearest("Incidnet", ["change", "incident"]) == "incident"

    def test_is_none_where_nothing_is_alike(self) -> None:
        assert nearest("zzz", ["change", "incident"]) is None

    def test_is_none_for_a_number_of_thousands_of_digits(self) -> None:
        known = ["8.6.1-Q01", "8.6.1-Q02"]
        assert "go from" in nearest_hint("8.6.1-Q" + "1" * 5000, known)
