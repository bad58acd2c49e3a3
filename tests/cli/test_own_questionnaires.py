"""A questionnaire of one's own: what lint refuses, what a newer version keeps, and whose words are printed."""

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cases.commands import Command

SMALL: dict[str, Any] = {
    "format": 1,
    "id": "own",
    "version": "1",
    "language": "en",
    "title": "Door check",
    "clauses": [
        {"id": "1", "title": "Doors", "questions": [{"id": "1-Q1", "text": "Is it shut?"}]}
    ],
}


def register(*fields: dict[str, Any], name: str = "r", **more: Any) -> dict[str, Any]:
    """A questionnaire with a register."""
    return {
        **SMALL,
        "registers": [{"id": name, "title": "R", "prefix": "R-", "fields": list(fields), **more}],
    }


def computed(name: str, formula: str) -> dict[str, Any]:
    """A computed field."""
    return {"id": name, "title": name.upper(), "kind": "computed", "formula": formula}


TITLE = {"id": "title", "title": "Title", "required": True}
TWO = [{"id": "x", "title": "X"}, {"id": "x", "title": "Y"}]
REFUSED = {
    "computed from itself": register(TITLE, computed("a", "b + b"), computed("b", "a * 2")),
    "stands twice": register(TITLE, {"id": "c", "title": "C", "kind": "choice", "choices": TWO}),
    "holds no /": register(TITLE, name="a/b"),
    "no field is called id": register({"id": "id", "title": "Number"}),
    "has no text": {
        **SMALL,
        "clauses": [{"id": "1", "title": "A", "questions": [{"id": "1-Q1", "text": " "}]}],
    },
    "asks nothing": {**SMALL, "clauses": []},
    "can never be judged": {**SMALL, "readiness": {"stage1_clauses": []}},
    "there is none of this id": {
        **SMALL,
        "plan": [{"id": "T-1", "phase": "A", "title": "Do it", "done": 'rows("risk") >= 1'}],
    },
}


def put(place: Path, data: dict[str, Any], name: str = "own") -> Path:
    """A questionnaire file."""
    path = place / f"{name}.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


class TestLint:
    @pytest.mark.parametrize("told", REFUSED)
    def test_refuses_what_would_mislead(self, gapwizard: Command, place: Path, told: str) -> None:
        ran = gapwizard("questionnaire", "lint", put(place, REFUSED[told]))
        assert (ran.code, told in ran.out + ran.err) == (1, True)

    def test_takes_decimals_in_an_expression(self, gapwizard: Command, place: Path) -> None:
        size = {"id": "size", "title": "Size", "kind": "number"}
        path = put(place, register(TITLE, size, computed("half", "size * 0.5")))
        name = gapwizard("new", "Own", "--questionnaire", path).out.strip()
        row = gapwizard("register", name, "r", "new", "title=A", "size=3", "--json").json
        assert row["half"] == 1.5


class TestExpressions:
    def test_that_pile_up_end_all_the_same(self, gapwizard: Command, place: Path) -> None:
        chain = [computed(f"f{n}", f"f{n - 1} + f{n - 1}") for n in range(1, 40)]
        power = [computed(f"p{n}", f"p{n - 1} * p{n - 1}") for n in range(1, 40)]
        first = [{"id": name, "title": name, "kind": "number"} for name in ("f0", "p0")]
        path = put(place, register(TITLE, *first, *chain, *power))
        name = gapwizard("new", "Own", "--questionnaire", path).out.strip()
        row = gapwizard("register", name, "r", "new", "title=A", "f0=1", "p0=9", "--json").json
        assert (row["f39"], row["p39"]) == (2**39, None)


class TestATranslation:
    def test_that_comes_later_is_taken_in(self, gapwizard: Command, place: Path) -> None:
        path = put(place, SMALL)
        gapwizard("new", "First", "--questionnaire", path)
        words = {
            "clauses": [
                {"id": "1", "title": "门", "questions": [{"id": "1-Q1", "text": "关了吗？"}]}
            ]
        }
        put(place, words, "own.zh-Hans")
        second = ("new", "Second", "--questionnaire", path, "--language", "zh-Hans")
        name = gapwizard(*second).out.strip()
        assert "关了吗？" in gapwizard("show", name, "1-Q1").out
        words["clauses"][0]["title"] = "窗"
        put(place, words, "own.zh-Hans")
        refused = gapwizard("new", "Third", "--questionnaire", path)
        assert (refused.code, "has other words" in refused.err) == (1, True)


class TestANewVersion:
    def test_leaves_a_document_of_ones_own_what_it_is(
        self, gapwizard: Command, place: Path
    ) -> None:
        name = gapwizard("new", "Own", "--questionnaire", put(place, SMALL)).out.strip()
        gapwizard("document", name, "new", "title=My plan")
        gapwizard("document", name, "D-01", "current", "--version", "3")
        gapwizard("answer", name, "1-Q1", "F", "--evidence", "document: D-01 v3")
        newer = {**SMALL, "version": "2", "documents": [{"id": "D-01", "title": "Fire plan"}]}
        put(place, newer, "newer")
        gapwizard("new", "Other", "--questionnaire", place / "newer.json")
        said = gapwizard("questionnaire", "carry", name, "--to", "2").out
        assert "D-01 > D-02" in said
        rows = {row["id"]: row for row in gapwizard("document", name, "--json").json}
        assert (rows["D-01"]["title"], rows["D-02"]["title"]) == ("Fire plan", "My plan")
        assert (rows["D-01"]["state"], rows["D-02"]["state"]) == ("unknown", "current")
        assert "document: D-02 v3" in gapwizard("show", name, "1-Q1").out


class TestAKindOfDocument:
    @pytest.mark.parametrize("kind", ["record", "Record", "记录"])
    def test_is_one_in_every_language(self, gapwizard: Command, place: Path, kind: str) -> None:
        document = {"id": "L-1", "title": "Key log", "kind": kind, "obligation": "required"}
        name = gapwizard(
            "new", "Own", "--questionnaire", put(place, {**SMALL, "documents": [document]})
        ).out.strip()
        (row,) = gapwizard("document", name, "--json").json
        assert row["kind"] == "record"


class TestTheReport:
    @pytest.mark.parametrize("language", ["en", "zh-Hans"])
    def test_speaks_of_no_certificate_where_none_is_in_question(
        self, gapwizard: Command, place: Path, language: str
    ) -> None:
        name = gapwizard("new", "Own", "--questionnaire", put(place, SMALL)).out.strip()
        gapwizard("answer", name, "1-Q1", "N", "--observation", "It stood open.")
        text = gapwizard("report", name, "-o", "-", "--lang", language, "--length", "full").out
        for word in ("certif", "accredited", "认证", "认可"):
            assert word not in text, word


class TestMaturity:
    def test_without_statements_is_asked_by_the_names_of_the_levels(
        self, gapwizard: Command, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = gapwizard("new", "Own", "--questionnaire", put(place, SMALL)).out.strip()
        monkeypatch.setattr(sys, "stdin", io.StringIO("m\nq\n"))
        assert "3 Established" in gapwizard("ask", name).out


class TestABundle:
    def test_brings_a_questionnaire_that_lint_would_refuse(
        self, gapwizard: Command, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = gapwizard("new", "Own", "--questionnaire", put(place, SMALL)).out.strip()
        (shelved,) = (place / "data" / "questionnaires").glob("own*.json")
        loose = {**SMALL, "readiness": {"stage1_clauses": ["Z"]}}
        shelved.write_text(json.dumps(loose), "utf-8")
        assert gapwizard("export", name, "--bundle", place / "own.zip").code == 0
        monkeypatch.setenv("GAPWIZARD_DATA", str(place / "elsewhere"))
        assert gapwizard("import", place / "own.zip").code == 0
        assert gapwizard("show", name).code == 0

    def test_of_ours_with_other_words_comes_in_and_says_so(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gapwizard("export", acme, "--bundle", place / "a.zip")
        member = "questionnaire.json"
        with zipfile.ZipFile(place / "a.zip") as whole:
            parts = {name: whole.read(name) for name in whole.namelist()}
        data = json.loads(parts[member])
        data["title"] = "As it was yesterday"
        content = json.dumps(data).encode()
        sums = (hashlib.sha256(one).hexdigest().encode() for one in (parts[member], content))
        parts |= {member: content, "MANIFEST.txt": parts["MANIFEST.txt"].replace(*sums)}
        with zipfile.ZipFile(place / "b.zip", "w") as whole:
            for name, one in parts.items():
                whole.writestr(name, one)
        monkeypatch.setenv("GAPWIZARD_DATA", str(place / "elsewhere"))
        ran = gapwizard("import", place / "b.zip")
        assert (ran.code, "has other words here" in ran.err) == (0, True)


class TestATaskOfBefore:
    def test_that_begins_after_it_is_due_can_be_ticked_off(
        self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gapwizard.session.acts import fields

        with monkeypatch.context() as before:
            before.setattr(fields, "check_span", lambda *_given: None)
            gapwizard("plan", acme, "T-02", "start=2027-03-01", "due=2027-01-10")
        assert gapwizard("plan", acme, "T-02", "state=done").code == 0
        assert gapwizard("plan", acme, "T-02", "due=2027-01-11").code == 1
