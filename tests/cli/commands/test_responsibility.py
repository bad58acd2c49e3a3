"""`gapwizard responsibility --cards` and `--management`: Markdown to the screen or a new file."""

from pathlib import Path

import pytest

from cases.commands import Command
from cases.questionnaire_files import GOOD, write


@pytest.fixture
def shared(gapwizard: Command, acme: str) -> str:
    """An assessment whose desk answers for incidents, with a person who is named in evidence."""
    gapwizard("department", acme, "new", "title=Service desk", "roles=service_desk")
    gapwizard("department", acme, "service-desk", "--person", "Zhang Weiming")
    gapwizard("responsibility", acme, "8.6.1", "service-desk=A")
    gapwizard("answer", acme, "5.1-Q01", "F", "--evidence", "said: Zhang Weiming told us")
    return acme


class TestThePapers:
    def test_are_printed_without_a_file(self, gapwizard: Command, shared: str) -> None:
        ran = gapwizard("responsibility", shared, "--cards")
        assert ran.code == 0
        assert ran.out.startswith("# Duty cards of the departments\n")
        assert "- 8.6.1 Incident management: " in ran.out
        assert gapwizard("responsibility", shared, "--cards", "-o", "-").out == ran.out

    def test_are_written_into_a_new_file(
        self, gapwizard: Command, shared: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "top.md"
        ran = gapwizard("responsibility", shared, "--management", "-o", path)
        assert ran.out == f"{path}\n"
        assert path.read_text("utf-8").startswith("# What top management does itself\n")
        assert gapwizard("responsibility", shared, "--management", "-o", path).code == 1
        assert gapwizard("responsibility", shared, "--cards", "-o", path, "--force").code == 0
        assert path.read_text("utf-8").startswith("# Duty cards")

    @pytest.mark.parametrize("name", ["cards.html", "cards.docx", "cards."])
    def test_are_markdown_and_nothing_else(
        self, gapwizard: Command, shared: str, tmp_path: Path, name: str
    ) -> None:
        assert gapwizard("responsibility", shared, "--cards", "-o", tmp_path / name).code == 1
        assert list(tmp_path.glob("cards*")) == []

    def test_name_people_by_their_department_and_say_so(
        self, gapwizard: Command, shared: str
    ) -> None:
        out = gapwizard("responsibility", shared, "--management").out
        assert "Zhang" not in out
        assert "said: Service desk told us" in out
        assert "Names of people replaced by their department: 1 place: 5.1-Q01" in out

    @pytest.mark.parametrize(
        "words",
        [
            ("8.6", "--cards"),
            ("--cards", "--json"),
            ("--management", "--leaves"),
            ("--interface", "8.5", "8.6", "x", "--cards"),
            ("-o", "x.md"),
            ("--cards", "--force"),
        ],
    )
    def test_stand_alone(self, gapwizard: Command, shared: str, words: tuple[str, ...]) -> None:
        assert gapwizard("responsibility", shared, *words).code == 2

    def test_speak_chinese(self, gapwizard: Command, shared: str) -> None:
        out = gapwizard("--lang", "zh-Hans", "responsibility", shared, "--management").out
        assert "## 5.1 领导作用和承诺" in out

    def test_are_refused_where_they_would_say_nothing(
        self, gapwizard: Command, acme: str, tmp_path: Path
    ) -> None:
        ran = gapwizard("responsibility", acme, "--cards")
        assert (ran.code, ran.out) == (1, "")
        assert "no department yet" in ran.err
        name = gapwizard("new", "B", "--questionnaire", write(tmp_path, GOOD)).out.strip()
        assert "about top management" in gapwizard("responsibility", name, "--management").err
