"""A text of which nothing can be seen is no text: not as evidence, reason, owner, cause or control."""

from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.domain.assessment import Answer
from gapwizard.domain.visible import substance
from gapwizard.store.folder import AssessmentFolder

INVISIBLE = ["\u200b", "\u2060\ufeff", " \u00ad\t", "\u3164", "\u2800\u115f", "\ufe0f", "\u202e"]

WANTED: list[list[str]] = [
    ["answer", "acme", "8.6.1-Q02", "F", "--evidence", "document: {}"],
    ["answer", "acme", "8.6.1-Q02", "F", "--evidence", "记录［1／2］：{}"],
    ["document", "acme", "DOC-045", "not_needed", "--reason", "{}"],
    ["document", "acme", "new", "current", "--title", "{}"],
    ["finding", "acme", "new", "clause=8.6.1", "grade=minor", "statement={}"],
    ["finding", "acme", "NC-8.6.1", "grade=major", "grade_reason={}"],
    ["finding", "acme", "NC-8.6.1", "state=closed", "cause={}", "corrective_action=b", "verification=c"],
    ["action", "acme", "new", "title={}"],
    ["department", "acme", "new", "title={}"],
    ["responsibility", "acme", "--interface", "8.6.1", "8.6.3", "{}"],
]  # fmt: skip
"""Where a text is wanted."""


def answer(place: Path, question: str) -> Answer:
    """The answer as it is kept."""
    folder = AssessmentFolder(place / "data" / "acme", write=False)
    return folder.assessment.answers.get(question, Answer())


@pytest.mark.parametrize("nothing", INVISIBLE)
class TestNothingToBeSeen:
    def test_is_nothing(self, nothing: str) -> None:
        assert substance(nothing) == ""
        assert substance(f"{nothing}x{nothing}").strip(f"{nothing} ") == "x"

    def test_is_refused_where_a_text_is_wanted(
        self, gapwizard: Command, acme: str, nothing: str
    ) -> None:
        def revision() -> int:
            found: int = gapwizard("diagnose", acme, "--json").json["assessment"]["revision"]
            return found

        gapwizard("answer", acme, "8.6.1-Q01", "N", "--evidence", "said: x")
        before = revision()
        taken = []
        for words in WANTED:
            gapwizard(*(word.format(nothing) for word in words))
            after = revision()
            if after != before:
                taken.append(words)
            before = after
        assert taken == []

    def test_is_no_reason_no_control_and_no_evidence(
        self, gapwizard: Command, acme: str, place: Path, nothing: str
    ) -> None:
        gapwizard("answer", acme, "8.5.2.1-Q06", "NA", "--reason", nothing)
        gapwizard("answer", acme, "8.6.1-Q02", "F", "--other-party", "Host", "--control", nothing)
        file = place / "a.csv"
        file.write_text(
            f"question,rating,note,evidence\n8.6.1-Q01,F,{nothing},{nothing}\n", encoding="utf-8"
        )
        assert gapwizard("import", acme, file).code == 0

        assert answer(place, "8.5.2.1-Q06").reason == ""
        assert answer(place, "8.6.1-Q02").control == ""
        assert (answer(place, "8.6.1-Q01").note, answer(place, "8.6.1-Q01").evidence) == ("", ())
        assert gapwizard("diagnose", acme, "--json").json["overall"]["answered"] == 2
