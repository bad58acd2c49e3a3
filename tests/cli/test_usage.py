"""What may stand on one command line: nothing that was typed is dropped without a word."""

from pathlib import Path

import pytest

from cases.commands import Command

ALONE = {
    "register risks": ("--csv --json", "--matrix --csv", "--matrix --json", "R-01 --delete --json"),
    "action": (
        *("--csv --md", "--csv --json", "--load --csv", "--roadmap --load", "--csv --roadmap"),
        "A-01 --delete --json",
    ),
    "responsibility": ("--cards --management", "--cards --matrix"),
    "document": ("--missing --view create", "--missing --requests", "D-01 --remove --json"),
    "document DOC-045": ("--ask --received", "--refused --ask"),
    "files FILE-13": ("--remove --json",),
    "diagnose": ("--csv --json", "--csv --what-if 8.6", "--csv --behind draft"),
    "plan": ("--gantt --json", "--json -o p.csv"),
    "search r:P": ("--json --export f.csv", "--save --forget", "--saved --export f.csv"),
    "slot S-01": ("--remove --json", "--remove --wrap-up"),
    "department desk": ("--remove --json",),
}
PAIRS = [(command, pair) for command, pairs in ALONE.items() for pair in pairs]
CHANGES = (
    "action new title=T",
    "action A-01 state=doing",
    "document new title=Rules kind=document",
    "finding new clause=8.6.1 grade=minor statement=x",
    "plan T-12 days=2",
    "slot new day=2026-12-01 start=10:00",
    "register risks new title=x",
    "department new title=Desk",
    "responsibility 8.6 desk=A",
    "files new title=Book documents=DOC-045",
    "text clause.8.6 Words.",
)


class TestOptionsThatExcludeEachOther:
    @pytest.mark.parametrize(("command", "pair"), PAIRS)
    def test_are_both_named(self, gapwizard: Command, acme: str, command: str, pair: str) -> None:
        name, *rest = command.split()
        ran = gapwizard(name, acme, *rest, *pair.split())
        assert (ran.code, ran.out) == (2, "")
        assert "do not go together" in ran.err or "--output" in ran.err

    def test_of_the_keys_too(self, gapwizard: Command) -> None:
        ran = gapwizard("keys", "--sample", "--markdown")
        assert ran.code == 2
        assert "--sample and --markdown do not go together" in ran.err

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("register {} --csv", "about one register"),
            ("register {} --view above", "about one register"),
            ("search {} r:P --name foo", "--name goes with --save"),
            ("plan {} --role=", "--role names a role"),
            ("files {} FILE-13 --split= --title x", "nothing behind it"),
            ("files {} FILE-13 --join=", "nothing behind it"),
            ("document {} DOC-045 owner=A --missing", "list documents"),
            ("document {} --request-list a.csv --missing", "list documents"),
            ("finding {} NC-9.1 owner=X --view draft", "lists findings"),
            ("responsibility {} 8.6.1 --leaves", "whole matrix"),
            ("diagnose {} --what-if 9.1 --what-if=", "names at least one clause"),
            ("search {} words --saved", "leave the words out"),
        ],
    )
    def test_nor_does_one_go_without_what_it_is_about(
        self, gapwizard: Command, acme: str, words: str, told: str
    ) -> None:
        ran = gapwizard(*words.format(acme).split())
        assert ran.code == 2
        assert told in ran.err

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("propose --delete --dry-run", "propose stands alone"),
            ("propose --load", "propose stands alone"),
            ("A-01 note=x --load", "changes nothing"),
            ("new title=x --load", "changes nothing"),
        ],
    )
    def test_nor_beside_a_change(
        self, gapwizard: Command, acme: str, words: str, told: str
    ) -> None:
        ran = gapwizard("action", acme, *words.split())
        assert ran.code == 1
        assert told in ran.err
        assert gapwizard("action", acme, "--json").json == []

    def test_to_mend_is_about_one_assessment(self, gapwizard: Command, acme: str) -> None:
        assert "name its ID" in gapwizard("repair", "--yes").err


class TestJson:
    def test_after_a_change_is_the_row_as_it_is_now(self, gapwizard: Command, acme: str) -> None:
        for words in CHANGES:
            name, row, *rest = words.split()
            if name == "responsibility":
                gapwizard("department", acme, "desk", "title=Desk")
            shown = gapwizard(name, acme, row, *rest, "--json")
            assert shown.code == 0, (words, shown.err)
            assert isinstance(shown.json, dict | list), words

    def test_of_what_is_proposed(self, gapwizard: Command, acme: str) -> None:
        departments = gapwizard("department", acme, "propose", "--json").json
        assert {"id", "title", "roles"} <= {*departments[0]}
        gapwizard("undo", acme)
        dry = gapwizard("responsibility", acme, "propose", "--dry-run", "--json").json
        assert [*dry] == ["departments", "clauses"]
        assert dry["departments"]
        gapwizard("responsibility", acme, "propose")
        slots = gapwizard("agenda", acme, "propose", "--json").json
        assert {"id", "day", "clauses"} <= {*slots[0]}


class TestNew:
    @pytest.mark.parametrize(
        ("command", "wanted"),
        [
            ("document", "a document added by hand needs a title"),
            ("action", "title"),
            ("finding", "clause, grade and statement"),
            ("slot", "new: a slot needs day"),
            ("department", "title"),
        ],
    )
    def test_without_fields_says_which_it_wants(
        self, gapwizard: Command, acme: str, command: str, wanted: str
    ) -> None:
        ran = gapwizard(command, acme, "new")
        assert ran.code == 1
        assert wanted in ran.err
        assert "'new'" not in ran.err


class TestAWholeClause:
    def test_takes_nothing_that_is_about_one_question(self, gapwizard: Command, acme: str) -> None:
        told = ("--observation", "seen", "--tick", "1", "--candidate")
        ran = gapwizard("answer", acme, "8.6.1", "N", "--bulk", *told)
        assert ran.code == 2
        assert "goes without it: --observation, --tick, --candidate" in ran.err
        assert "seen" not in gapwizard("show", acme, "8.6.1-Q01").out


class TestValuesAreWords:
    def test_as_one_may_type_them(self, gapwizard: Command, acme: str) -> None:
        gapwizard("slot", acme, "new", "day=2026-12-01", "start=10:00", "core=yes")
        assert "core: yes" in gapwizard("slot", acme, "S-01").out


class TestASelection:
    @pytest.mark.parametrize("written", ["", ",", " "])
    @pytest.mark.parametrize(
        "words",
        ["report {} -o x.md --clauses", "sheet {} -o y.csv --clauses", "diagnose {} --what-if"],
    )
    def test_that_names_nothing_does_not_mean_everything(
        self, gapwizard: Command, acme: str, words: str, written: str
    ) -> None:
        ran = gapwizard(*words.format(acme).split(), written)
        assert (ran.code, ran.out) == (2, "")
        assert "names at least one clause" in ran.err

    @pytest.mark.parametrize("part", ["--clauses 8.6", "--top 3"])
    @pytest.mark.parametrize("kind", ["xlsx", "json"])
    def test_is_not_handed_out_with_everything_else(
        self, gapwizard: Command, acme: str, part: str, kind: str
    ) -> None:
        for target in (("-o", f"part.{kind}"), ("--export", "--format", kind)):
            ran = gapwizard("report", acme, *part.split(), *target)
            assert (ran.code, ran.out) == (1, "")
            assert f"{kind} holds the whole assessment" in ran.err

    def test_of_sections_is_said_to_be_none_of_a_workbook(
        self, gapwizard: Command, acme: str
    ) -> None:
        ran = gapwizard("report", acme, "--sections", "1", "-o", "x.xlsx")
        assert (ran.code, "--sections says nothing to xlsx" in ran.err) == (0, True)

    def test_of_sections_goes_with_no_page(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("report", acme, "--sections", "1", "--top", "3")
        assert ran.code == 2


class TestAnIdThatEndsTooSoon:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("show {} 8.6.1", "'8.6.1'; what there is begins with it: 8.6.1-Q01, 8.6.1-Q02"),
            ("maturity {} 8.6 2", "'8.6'; what there is begins with it: 8.6.1, 8.6.2, 8.6.3"),
            ("answer {} 8.6.1 P", "what there is begins with it: 8.6.1-Q01"),
        ],
    )
    def test_is_answered_by_those_that_go_on(
        self, gapwizard: Command, acme: str, words: str, told: str
    ) -> None:
        ran = gapwizard(*words.format(acme).split())
        assert ran.code == 1
        assert told in ran.err

    def test_in_a_file_too(self, gapwizard: Command, acme: str) -> None:
        (Path.cwd() / "x.csv").write_text("question,rating\n8.6.1,F\n")
        assert "begins with it: 8.6.1-Q01" in gapwizard("import", acme, "x.csv").err


class TestAFileThatIsNotThere:
    @pytest.mark.parametrize(
        "words",
        [
            "import {} nope.csv",
            "questionnaire lint nope.json",
            "template check nope.md",
            "report {} --style nope.docx --format docx",
            "files {} --scan nope",
            "register {} risks --import nope.csv",
            "encrypt {} --passphrase-file nope",
        ],
    )
    def test_is_a_wrong_request_everywhere(self, gapwizard: Command, acme: str, words: str) -> None:
        ran = gapwizard(*words.format(acme).split())
        said = ran.out + ran.err
        assert (ran.code, "there is no such f" in said) == (1, True)


class TestAGroupWithoutItsCommand:
    @pytest.mark.parametrize("group", ["questionnaire", "template"])
    def test_says_how_it_is_called_once(self, gapwizard: Command, group: str) -> None:
        ran = gapwizard(group)
        assert (ran.code, ran.err.count("Usage:")) == (2, 1)


class TestARecordYetToBeDrawn:
    def test_counts_only_once_somebody_looked(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "F", "--evidence", "record: ?/120 tickets of May")
        drawn = gapwizard("show", acme, "8.6.1-Q02").out
        assert "record[11/120]" in drawn
        assert "drawn at random, seed" in drawn
        (Path.cwd() / "a.csv").write_text(
            "question,rating,evidence\n8.6.1-Q03,F,record: ?/120 tickets\n"
        )
        gapwizard("import", acme, "a.csv")
        told = gapwizard("report", acme, "--format", "json", "-o", "-").json["answers"]
        counted = {row["question"]: row["counted"] for row in told}
        assert (counted["8.6.1-Q02"], counted["8.6.1-Q03"]) == (2, 1)  # as claimed
