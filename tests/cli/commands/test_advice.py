"""`gapwizard advice`: the list, one piece, JSON; and where else advice is seen."""

from cases.commands import Command


class TestAdvice:
    def test_is_listed_with_where_it_would_help(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P")
        rows = gapwizard("advice", acme).out.splitlines()[1:]
        (row,) = [row for row in rows if row.startswith("blameless-review ")]
        assert row.endswith("8.6.1 8.6.3 10.1 10.2  8.6.1")
        assert next(row for row in rows if row.startswith("benefits ")).endswith(" -")

    def test_is_read_one_by_one(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("advice", acme, "business-case")
        lines = ran.out.splitlines()
        assert lines[0] == "A business case on one page"
        assert sum(line.startswith("- ") for line in lines) == 6
        assert ran.err.startswith("Guidance, not a requirement. It belongs to: 5.1 ")

    def test_that_is_not_there_names_the_nearest(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("advice", acme, "busines-case")
        assert ran.code == 1
        assert "'business-case'" in ran.err

    def test_in_json(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "7.5.2-Q01", "N")
        rows = gapwizard("advice", acme, "--json").json
        assert len(rows) == 14
        one = gapwizard("advice", acme, "drafting", "--json").json
        assert one in rows
        assert set(one) == {"id", "title", "text", "items", "clauses", "weak"}
        assert (one["clauses"], one["weak"]) == (["7.5.1", "7.5.2"], ["7.5.2"])

    def test_in_chinese(self, gapwizard: Command, acme: str) -> None:
        out = gapwizard("--lang", "zh-Hans", "advice", acme, "business-case").out
        assert out.startswith("一页纸的立项论证\n")

    def test_is_found_by_the_search(self, gapwizard: Command, acme: str) -> None:
        (hit,) = gapwizard("search", acme, "tenders", "--json").json
        assert (hit["kind"], hit["id"], hit["question"]) == ("advice", "business-case", None)
        assert gapwizard("search", acme, "r:none", "tenders", "--json").json == []
        assert gapwizard("search", acme, "c:8.6", "tenders", "--json").json == []

    def test_is_shown_with_its_questionnaire(self, gapwizard: Command) -> None:
        assert (
            "\nAdvice\n  who-may-use  " in gapwizard("questionnaire", "show", "iso20000-1-2018").out
        )
        whole = gapwizard("questionnaire", "show", "iso20000-1-2018", "--json").json
        assert len(whole["advice"]) == 14

    def test_is_none_where_the_questionnaire_has_none(self, gapwizard: Command) -> None:
        name = gapwizard(
            "new", "B", "--questionnaire", "iso20000-1-2018-audit-readiness"
        ).out.strip()
        assert gapwizard("advice", name, "--json").json == []
        ran = gapwizard("advice", name)
        assert (ran.code, ran.out, ran.err) == (0, "", "This questionnaire has no advice.\n")
