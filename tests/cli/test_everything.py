"""`gapwizard export --all` and `gapwizard import`: from one machine to another, under a passphrase."""

from pathlib import Path

import pytest

from cases.commands import Command


class TestAllAssessments:
    @pytest.mark.usefixtures("cheap")
    def test_go_to_another_machine_under_a_passphrase(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GAPWIZARD_PASSPHRASE", "correct horse battery staple")
        file = place / "all.zip.age"
        out = gapwizard("export", "--all", "-o", file)
        assert (out.code, out.out.strip()) == (0, str(file))
        assert file.read_bytes().startswith(b"age-encryption.org/")

        there = gapwizard("--data", place / "there", "import", file)
        assert (there.code, there.out.split()) == (0, [acme])
        assert [
            one["id"] for one in gapwizard("--data", place / "there", "list", "--json").json
        ] == [acme]

    def test_go_into_a_plain_file_where_its_name_says_so(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = place / "all.zip"
        assert gapwizard("export", "--all", "-o", file).code == 0
        assert gapwizard("export", "--all", "-o", file).code == 1  # it is there
        ran = gapwizard("import", file)
        assert (ran.code, ran.out) == (0, "")
        assert f"{acme} is here already as {acme}, the same" in ran.err

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (("--all",), 2),
            (("acme", "--all", "-o", "x.zip"), 2),
            (("--all", "--redact", "-o", "x.zip"), 2),
            (("--without", "acme", "-o", "x.zip"), 2),
            ((), 2),
            (("--all", "-o", "x.docx"), 1),
            (("--all", "-o", "x.zip", "--without", "nobody"), 1),
            (("--all", "-o", "x.zip", "--without", "acme"), 1),
        ],
    )
    def test_need_a_file_and_nothing_else(
        self, gapwizard: Command, acme: str, words: tuple[str, ...], code: int
    ) -> None:
        assert gapwizard("export", *words).code == code
