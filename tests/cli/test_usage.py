"""What may stand on one command line: nothing that was typed is dropped without a word."""

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
    "diagnose": ("--csv --json", "--csv --what-if 8.6", "--csv --behind draft"),
    "plan": ("--gantt --json", "--json -o p.csv"),
    "search r:P": ("--json --export f.csv", "--save --forget"),
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
        ],
    )
    def test_nor_does_one_go_without_what_it_is_about(
        self, gapwizard: Command, acme: str, words: str, told: str
    ) -> None:
        ran = gapwizard(*words.format(acme).split())
        assert ran.code == 2
        assert told in ran.err


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
            ("document", "title"),
            ("action", "title"),
            ("finding", "clause, grade and statement"),
            ("slot", "S-01: a slot needs day"),
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
        assert "--observation, --tick, --candidate are about one question" in ran.err
        assert "seen" not in gapwizard("show", acme, "8.6.1-Q01").out


class TestValuesAreWords:
    def test_as_one_may_type_them(self, gapwizard: Command, acme: str) -> None:
        gapwizard("slot", acme, "new", "day=2026-12-01", "start=10:00", "core=yes")
        assert "core: yes" in gapwizard("slot", acme, "S-01").out
