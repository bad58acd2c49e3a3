"""What is checked of a questionnaire is checked once for each part of it, and limits are named."""

from typing import Any

import pytest

from gapwizard.domain import integrity
from gapwizard.domain.questionnaire import Questionnaire

MANY = 2_000


def questionnaire(**parts: Any) -> Questionnaire:
    """A questionnaire of one clause with one question, or of these parts."""
    clause = {"id": "1", "title": "One", "questions": [{"id": "q", "text": "How?"}]}
    whole = {"format": 1, "id": "a", "version": "1", "language": "en", "title": "A"}
    return Questionnaire.model_validate({**whole, "clauses": [clause], **parts})


def words(**parts: Any) -> list[str]:
    """What is refused."""
    return [fault.message for fault in integrity.errors(questionnaire(**parts))]


def nested(count: int) -> list[dict[str, Any]]:
    """Clauses below each other, the last one with a question."""
    made: list[dict[str, Any]] = [
        {"id": f"c{i}", "title": "t", "heading": True, "parent": f"c{i - 1}"} for i in range(count)
    ]
    del made[0]["parent"]
    made[-1] |= {"heading": False, "questions": [{"id": "q", "text": "How?"}]}
    return made


def needing(count: int) -> list[dict[str, Any]]:
    """Triggers that each need the one before."""
    return [
        {"id": f"t{i}", "question": "?", **({"needs": f"t{i - 1}"} if i else {})}
        for i in range(count)
    ]


class Counting(dict[str, "str | None"]):
    """What is above each name, and how often that was asked."""

    asked = 0

    def get(self, name: str, default: Any = None) -> Any:  # type: ignore[override]
        """Answer, and count."""
        self.asked += 1
        return super().get(name, default)


class TestTheChecks:
    @pytest.mark.parametrize("end", [None, "n0", f"n{MANY - 1}", f"n{MANY // 2}"])
    def test_ask_once_what_is_above_each(self, end: str | None) -> None:
        above = Counting({f"n{i}": f"n{i + 1}" for i in range(MANY)})
        above[f"n{MANY - 1}"] = end
        endless = integrity._loops(above)
        assert above.asked <= MANY + 1
        assert len(endless) == (0 if end is None else MANY)

    def test_hold_wrong_names_against_so_many_right_ones_and_no_more(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held = []

        def nearest_hint(_name: str, known: list[str]) -> str:
            held.append(len(known))
            return ""

        monkeypatch.setattr(integrity, "nearest_hint", nearest_hint)
        asked = [f"D{i}" for i in range(900)]
        clause = {"id": "1", "title": "One",
                  "questions": [{"id": "q", "text": "How?", "documents": asked}]}  # fmt: skip
        documents = [{"id": f"E{i}", "title": "t"} for i in range(MANY)]
        assert len(words(clauses=[clause], documents=documents)) == 900
        assert 0 < sum(held) <= integrity.HELD_AGAINST

    def test_find_a_cycle_of_any_length(self) -> None:
        clauses = nested(MANY)
        clauses[0]["parent"] = f"c{MANY - 1}"
        assert "a cycle of parents" in words(clauses=clauses)[0]


class TestALimit:
    @pytest.mark.parametrize("part", [*integrity.LIMITS, "questions"])
    def test_is_named(self, part: str) -> None:
        limit = integrity.LIMITS.get(part, integrity.QUESTIONS)
        entries: list[dict[str, Any]] = [
            {
                "id": f"x{i}",
                "title": "t",
                "question": "?",
                "text": "?",
                "heading": True,
                "phase": "p",
                "prefix": "X-",
                "fields": [{"id": "a", "title": "A"}],
            }
            for i in range(limit + 1)
        ]
        kept = {"triggers": {"id", "question"}, "questions": {"id", "text"},
                "clauses": {"id", "title", "heading"}, "plan": {"id", "title", "phase"},
                "registers": {"id", "title", "prefix", "fields"}}.get(part, {"id", "title"})  # fmt: skip
        for count, said in ((limit + 1, True), (limit, False)):
            made = [{k: v for k, v in entry.items() if k in kept} for entry in entries[:count]]
            parts: dict[str, Any] = {part: made}
            if part == "questions":
                parts = {"clauses": [{"id": "1", "title": "One", "questions": made}]}
            assert any(f"more than {limit} {part}" in w for w in words(**parts)) == said

    def test_is_named_for_what_stands_below_each_other(self) -> None:
        for parts in (
            lambda count: {"clauses": nested(count)},
            lambda count: {"triggers": needing(count)},
        ):
            assert words(**parts(integrity.DEEPEST + 1)) == []
            (said,) = words(**parts(integrity.DEEPEST + 2))
            assert f"more than {integrity.DEEPEST} levels" in said
