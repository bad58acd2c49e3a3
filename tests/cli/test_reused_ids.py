"""What is removed leaves nothing of itself to the next thing: no id, no task, no days."""

from cases.commands import Command


class TestTheNextThing:
    def test_has_nothing_of_an_action_that_was_deleted(self, gapwizard: Command, acme: str) -> None:
        gapwizard("action", acme, "new", "title=Old")
        gapwizard("plan", acme, "T-36.A-01", "owner=Ops", "days=9", "state=done")
        gapwizard("action", acme, "A-01", "--delete")
        assert gapwizard("action", acme, "new", "title=Fresh").out.split()[0] == "A-01"
        tasks = gapwizard("plan", acme, "--json").json["tasks"]
        (task,) = [one for one in tasks if one["id"] == "T-36.A-01"]
        assert (task["owner"] == "Ops", task["state"]) == (False, "waits")

    def test_is_no_document_that_evidence_names(self, gapwizard: Command, acme: str) -> None:
        gapwizard("document", acme, "new", "current", "--title", "Man")
        gapwizard("answer", acme, "8.6.1-Q03", "F", "--evidence", "document: D-01 v1")
        gapwizard("document", acme, "D-01", "--remove")
        assert "D-02" in gapwizard("document", acme, "new", "unknown", "--title", "Other").out

    def test_has_nothing_of_a_file_that_was_removed(self, gapwizard: Command, acme: str) -> None:
        gapwizard("files", acme, "new", "title=Own", "documents=DOC-045")
        gapwizard("plan", acme, "T-26.F-01", "dropped=yes", "owner=Ops")
        gapwizard("files", acme, "F-01", "--remove")
        assert "T-26.F-01" not in gapwizard("plan", acme).out

    def test_has_not_the_days_of_a_department_that_was_removed(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("department", acme, "new", "title=Ops")
        gapwizard("set", acme, "capacity.ops=2")
        gapwizard("department", acme, "ops", "--remove")
        assert gapwizard("show", acme, "--json").json["about"]["capacity"] == {}
        gapwizard("undo", acme)
        assert gapwizard("show", acme, "--json").json["about"]["capacity"] == {"ops": "2"}
