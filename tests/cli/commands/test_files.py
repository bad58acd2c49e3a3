"""`gapwizard files`: what a scan says of real files, and whose a file is."""

from pathlib import Path

from cases.commands import Command
from gapwizard.domain.file_look import GAP


class TestAScan:
    def test_says_why_a_document_is_no_current_one(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("files", acme, "FILE-14", "--write", place / "sms", "--format", "md")
        (path,) = (place / "sms").iterdir()
        text = path.read_text("utf-8").replace("\\[\\[", "[[").replace("\\]\\]", "]]")
        path.write_text(GAP.sub("done", text, count=len(GAP.findall(text)) - 2), "utf-8")
        said = gapwizard("files", acme, "--scan", place / "sms").out
        assert "gaps left" in said
        assert f"({path.name}" in said
        shown = gapwizard("files", acme, "--scan", place / "sms", "--json").json
        (found,) = (one for file in shown["files"] for one in file["found"])
        assert found["unread"] == ["done"] * 3
        assert "no date, write it as 2026-11-30: done" in said


class TestTheOwner:
    def test_is_whom_an_open_action_about_it_names_as_in_the_plan(
        self, gapwizard: Command, acme: str
    ) -> None:
        document = gapwizard("files", acme, "FILE-14", "--json").json["documents"][0]["id"]
        gapwizard("document", acme, document, "state=absent")
        gapwizard("action", acme, "new", "title=Write it", f"source={document}", "owner=Night desk")
        shown = gapwizard("files", acme, "FILE-14", "--json").json
        assert (shown["owner"], shown["owner_is_usual"]) == ("Night desk", False)
        gapwizard("action", acme, "new", "title=Prove it", f"source={document}", "owner=Day desk")
        gapwizard("action", acme, "A-02", "due=2099-01-01")
        tasks = gapwizard("plan", acme, "--json").json["tasks"]
        (task,) = [one for one in tasks if one["id"].endswith(".FILE-14")]
        shown = gapwizard("files", acme, "FILE-14", "--json").json["owner"]
        assert task["owner"] == shown == "Day desk"
        for action in ("A-01", "A-02"):
            gapwizard("action", acme, action, "state=done")
        assert gapwizard("files", acme, "FILE-14", "--json").json["owner_is_usual"]

    def test_that_nobody_recorded_is_called_the_usual_one(
        self, gapwizard: Command, acme: str
    ) -> None:
        shown = gapwizard("files", acme, "FILE-14", "--json").json
        assert shown["owner_is_usual"]
        assert f"owner: {shown['owner']} (usual)" in gapwizard("files", acme, "FILE-14").out
        gapwizard("files", acme, "FILE-14", "owner=Night desk")
        shown = gapwizard("files", acme, "FILE-14", "--json").json
        assert (shown["owner"], shown["owner_is_usual"]) == ("Night desk", False)

    def test_is_recorded_where_it_is_for_most_of_its_documents(
        self, gapwizard: Command, acme: str
    ) -> None:
        held = gapwizard("files", acme, "FILE-01", "--json").json["documents"]
        for one in held[:-1]:
            gapwizard("document", acme, one["id"], "owner=Night desk")
        shown = gapwizard("files", acme, "FILE-01", "--json").json
        assert (shown["owner"], shown["owner_is_usual"]) == ("Night desk", False)
