"""Templates of users: every one of ours is known, a broken one is named, values are written down."""

from itertools import chain
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from cases.commands import Command
from cases.report import full
from gapwizard import paths
from gapwizard.report.environment import our_folder, own_folder, parts_of
from gapwizard.session.papers import template_values, templates
from gapwizard.session.papers.templates import PURPOSES

DOCS = Path(__file__).parents[3] / "docs" / "templates.md"


@pytest.fixture
def own(place: Path) -> Path:
    """The user's folder of templates."""
    folder = own_folder()
    folder.mkdir(parents=True)
    assert paths.config_folder() in folder.parents
    return folder


class TestOurTemplates:
    def test_are_all_told_with_what_they_are_for(self) -> None:
        assert set(PURPOSES) == {path.name for path in our_folder().iterdir()}

    def test_ask_only_for_what_is_written_down(self) -> None:
        parser = Environment(autoescape=True)
        parser.filters["block"] = str
        known = {"_", "ngettext"}
        for name in PURPOSES:
            if name.startswith("_"):
                continue
            parsed = parser.parse((our_folder() / name).read_text())
            put = {one.name for one in parsed.find_all(nodes.Name) if one.ctx == "store"}
            asked = meta.find_undeclared_variables(parsed) - known - put
            assert asked <= set(template_values.VARIABLES.get(name, {"report": 1})), name

    def test_have_their_values_in_docs_as_the_program_has_them(self) -> None:
        assert DOCS.read_text(encoding="utf-8") == template_values.document()

    def test_values_lead_to_classes_that_are_there(self) -> None:
        text = template_values.document()
        heads = {line[3:].lower() for line in text.splitlines() if line.startswith("## ")}
        links = {part.split(")")[0] for part in text.split("](#")[1:]}
        assert links <= heads

    def test_are_each_a_part_of_something_that_a_check_fills(self) -> None:
        wholes = chain(templates._sections(full(), full()), templates._papers(full(), full()))
        assert frozenset().union(*(parts_of(name) for name, _fill in wholes)) == set(PURPOSES)


class TestTheCommand:
    def test_lists_what_is_ones_own(self, gapwizard: Command, own: Path) -> None:
        (own / "8-strengths.md").write_text("x")
        rows = {row["name"]: row for row in gapwizard("template", "list", "--json").json}
        assert rows["8-strengths.md"]["own"] == str(own / "8-strengths.md")
        assert rows["forms.md"]["own"] is None
        assert "8-strengths.md" in gapwizard("template", "list").out

    def test_shows_ones_own_or_ours(self, gapwizard: Command, own: Path) -> None:
        (own / "8-strengths.md").write_text("[bold]x")
        assert gapwizard("template", "show", "8-strengths").out == "[bold]x"
        ours = (our_folder() / "8-strengths.md").read_text()
        assert gapwizard("template", "show", "8-strengths.md", "--ours").out == ours

    def test_copies_and_never_overwrites(self, gapwizard: Command, place: Path) -> None:
        ran = gapwizard("template", "copy", "8-strengths")
        copied = Path(ran.out.strip())
        assert copied == own_folder() / "8-strengths.md"
        copied.write_text("mine")
        assert gapwizard("template", "copy", "8-strengths").code == 1
        assert copied.read_text() == "mine"
        assert gapwizard("template", "copy", "8-strengths", place / "else").code == 0
        assert (place / "else" / "8-strengths.md").is_file()

    @pytest.mark.usefixtures("place")
    @pytest.mark.parametrize("act", ["show", "copy"])
    def test_names_the_nearest(self, gapwizard: Command, act: str) -> None:
        ran = gapwizard("template", act, "8-strenghts")
        assert (ran.code, "8-strengths" in ran.err) == (1, True)


@pytest.mark.usefixtures("place")
class TestTheCheck:
    def test_finds_no_fault_in_ours(self, gapwizard: Command) -> None:
        chosen = ("1-conclusion.md", "_finding.md", "record.md", "comparison.md")
        ran = gapwizard("template", "check", *(our_folder() / name for name in chosen))
        assert (ran.code, ran.out) == (0, "")

    def test_says_of_one_that_nothing_uses_what_it_may_have_meant(
        self, gapwizard: Command, own: Path
    ) -> None:
        (own / "1-conclusions.md").write_text("Ours")
        ran = gapwizard("template", "check")
        assert ran.code == 1
        assert "in no template's place" in ran.out
        assert "'1-conclusion.md'" in ran.out
        (own / "1-conclusion.md").write_text('{% include "1-conclusions.md" %}')
        assert gapwizard("template", "check").code == 0

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("8-strengths.md", "fine\n{% if %}", 2),
            ("8-strengths.md", "fine\n\n{{ report.nothing }}", 3),
            ("_finding.md", "{{ block.id }}\n{{ block.nothing }}", 2),
            ("forms.md", "{% for form in forms %}\n{{ form.nothing }}\n{% endfor %}", 2),
            ("of-mine.md", "{% endfor %}", 1),
        ],
    )
    def test_names_file_line_and_fault(
        self, gapwizard: Command, own: Path, name: str, text: str, line: int
    ) -> None:
        (own / name).write_text(text)
        (own / "2-basis.md").write_text("{{ report.basis.nothing }}")
        ran = gapwizard("template", "check", own / name)
        assert ran.code == 1
        assert f"{own / name}, line {line}:" in ran.out
        assert "2-basis" not in ran.out

    def test_looks_at_all_of_ones_own(self, gapwizard: Command, own: Path) -> None:
        (own / "2-basis.md").write_text("{{ report.basis.nothing }}")
        (own / "8-strengths.md").write_text("{{ ().__class__ }}")
        (own / "F-advice.md").write_text("## Advice, ours\n")
        ran = gapwizard("template", "check")
        assert ran.code == 1
        assert len(ran.out.splitlines()) == 2
        assert "F-advice.md: no error" in ran.err

    def test_of_none_says_so(self, gapwizard: Command) -> None:
        ran = gapwizard("template", "check")
        assert (ran.code, "no template of your own" in ran.err) == (0, True)

    def test_of_a_file_that_is_not_there_says_so(self, gapwizard: Command, place: Path) -> None:
        assert gapwizard("template", "check", place / "no.md").code == 1
