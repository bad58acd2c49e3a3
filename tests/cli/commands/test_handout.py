"""`gapwizard handout`: which paper, in which format, where to."""

from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.session import people
from gapwizard.session.papers.kinds import HANDOUTS
from gapwizard.session.session import Session


@pytest.fixture
def acme(gapwizard: Command) -> str:
    """An assessment with an interview and a finding."""
    gapwizard("new", "Acme")
    gapwizard(
        "slot", "acme", "new", "day=2026-12-01", "start=09:00", "clauses=8.6.1", "topic=[bold]x"
    )
    gapwizard("answer", "acme", "8.6.1-Q01", "N", "--observation", "=cmd was shown.")
    return "acme"


class TestHandout:
    @pytest.mark.parametrize("piece", HANDOUTS)
    def test_writes_each_paper_in_its_usual_format(
        self,
        gapwizard: Command,
        place: Path,
        acme: str,
        piece: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(place)
        ran = gapwizard("handout", acme, piece)
        path = Path(ran.out.strip())
        assert (ran.code, path.suffix) == (0, f".{HANDOUTS[piece][0]}")
        assert path.name.startswith(f"acme-{piece}-")
        assert path.stat().st_mode & 0o777 == 0o600

    def test_writes_all_into_a_new_folder(self, gapwizard: Command, acme: str) -> None:
        first, second = (gapwizard("handout", acme).out.splitlines() for _time in range(2))
        assert {Path(path).stem for path in first} == set(HANDOUTS)
        assert not set(first) & set(second)

    def test_writes_a_file_for_each(self, gapwizard: Command, place: Path, acme: str) -> None:
        ran = gapwizard("handout", acme, "forms", "--each", place / "nc", "--format", "md")
        (path,) = ran.out.split()
        assert Path(path).parent == place / "nc"
        assert "=cmd was shown." in Path(path).read_text()
        again = gapwizard("handout", acme, "forms", "--each", place / "nc")
        assert (again.code, "is there already" in again.err) == (1, True)

    def test_prints_markdown(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("handout", acme, "record", "-o", "-")
        assert "\\[bold\\]x" in ran.out

    def test_speaks_the_language_asked_for(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("handout", acme, "forms", "-o", "-", "--lang", "zh-Hans")
        assert "不符合报告表" in ran.out

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (("slides", "-o", "x.docx"), 1, ".md"),
            (("slides", "--format", "docx"), 2, "md"),
            (("slides", "--each", "x"), 1, "forms"),
            (("forms", "--each", "x", "-o", "y.md"), 2, "leave -o out"),
            (("-o", "x.md"), 2, "name it"),
            (("slides", "--force"), 2, "--force"),
            (("slide",), 2, "slides"),
        ],
    )
    def test_refuses_what_does_not_go_together(
        self, gapwizard: Command, acme: str, words: tuple[str, ...], code: int, said: str
    ) -> None:
        ran = gapwizard("handout", acme, *words)
        assert (ran.code, said in ran.err, ran.out) == (code, True, "")

    def test_tells_every_name_before_it_writes(
        self, gapwizard: Command, place: Path, acme: str
    ) -> None:
        gapwizard("department", acme, "new", "title=Desk")
        with Session.open(place / "data", acme) as session:
            people.set_person(session, "desk", name="Jane Doe")
        gapwizard("finding", acme, "NC-8.6.1", "statement=Jane Doe was not asked.")
        ran = gapwizard("handout", acme, "forms", "-o", "-")
        assert "Jane Doe was not asked." in ran.err
        assert "Desk was not asked." in ran.out
        assert "Jane" not in ran.out


class TestFindingsAsCsv:
    def test_has_a_row_for_each_and_no_formula(self, gapwizard: Command, acme: str) -> None:
        gapwizard("finding", acme, "NC-8.6.1", "risk==cmd()", "title=[bold]很长")
        out = gapwizard("finding", acme, "--csv").out
        head, *rows = out.removeprefix("\ufeff").splitlines()
        assert head.startswith("id,clause,grade,title,questions,what was found")
        (row,) = (row for row in rows if row.startswith("NC-8.6.1,"))
        assert "'=cmd()" in row
        assert "[bold]很长" in row

    def test_goes_by_the_view(self, gapwizard: Command, acme: str) -> None:
        assert len(gapwizard("finding", acme, "--csv", "--view", "strength").out.splitlines()) == 1

    @pytest.mark.parametrize(
        "words", [("NC-8.6.1", "--csv"), ("--csv", "--json"), ("--csv", "--check")]
    )
    def test_is_a_list_alone(self, gapwizard: Command, acme: str, words: tuple[str, ...]) -> None:
        assert gapwizard("finding", acme, *words).code == 2


class TestAllOfThem:
    def test_says_which_papers_have_nothing_to_say(self, gapwizard: Command) -> None:
        ran = gapwizard("handout", gapwizard("new", "Fresh").out.strip())
        assert ran.code == 0
        assert "there is no form" in ran.err
        assert "there is no slot yet" in ran.err
