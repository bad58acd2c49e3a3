"""Frameworks of others as questionnaires: what each format carries, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from cases.questionnaire_files import write
from gapwizard.errors import Refused
from gapwizard.session.convert import Conversion, ConvertOptions, conversion_of

FRAMEWORKS = Path(__file__).parent.parent / "cases" / "frameworks"
BAKERY = json.loads((FRAMEWORKS / "bakery.json").read_text(encoding="utf-8"))
NODE = "    - {{urn: {urn}, assessable: true, name: N, description: D.{more}}}\n"


def made(path: Path, **wishes: Any) -> Conversion:
    """A framework, converted and not written."""
    return conversion_of(path, path.with_name("out.json"), ConvertOptions(**wishes))


def data_of(found: Conversion) -> dict[str, Any]:
    """The questionnaire that would be written."""
    return json.loads(next(iter(found.files.values())))


def library(nodes: str, head: str = "urn: u\nref_id: r\nname: N\nlocale: en\n") -> str:
    return f"{head}objects:\n  framework:\n    ref_id: r\n    requirement_nodes:\n{nodes}"


class TestCisoAssistant:
    @pytest.fixture
    def found(self) -> Conversion:
        return made(FRAMEWORKS / "lighthouse.yaml")

    def test_the_tree_becomes_clauses_and_questions(self, found: Conversion) -> None:
        clauses = found.questionnaire.clause
        assert list(clauses) == ["1", "1.0", "1.10", "2", "3"], "1.10 is no number"
        assert [q.id for q in clauses["1.0"].questions] == ["1.1", "1.2-b"]
        lit = found.questionnaire.questions["1.10-Q01"]
        assert lit.points == ("a) every day of the year;", "b) on foggy days at noon.")
        assert (lit.look_for, lit.weight) == (("Log of the lamp",), 3)
        mapped = [(m.to, m.ref, m.note) for m in clauses["1.10"].mappings]
        assert mapped == [("lighthouse", "oil", "Oil store"), ("doc-pol", "pol.fire", "")]
        assert found.questionnaire.na == "reason"

    def test_groups_are_facts_and_scores_are_levels(self, found: Conversion) -> None:
        made = found.questionnaire
        assert [(t.id, t.kind) for t in made.triggers] == [("storm", "profile"), ("all", "profile")]
        assert made.questions["1.10-Q01"].depends_on == ("storm", "all")
        assert made.maturity_levels[2] == "Dim: Somebody does, sometimes"
        assert made.clause["2"].maturity_levels[3] == "Two keepers share the watch of every night"
        assert made.questions["2-Q01"].criterion.startswith("The watches are planned")

    def test_notes_are_advice_and_rights_the_notice(self, found: Conversion) -> None:
        made = found.questionnaire
        assert [(a.text, a.items, a.clauses) for a in made.advice] == [
            ("Keep a second box of matches.", ("A dry one.",), ("1.10",)),
            ("What a keeper does.", ("Welcome: Read this first.", "Then light the lamp."), ()),
        ]
        assert made.notice == "(c) The keepers, CC BY 4.0 [Harbour office (tests)]"

    def test_translations_are_files_beside_it(self, found: Conversion) -> None:
        assert list(found.languages) == ["fr", "zh-Hans"]
        words = json.loads(found.files[found.languages["zh-Hans"]])
        lit = next(c for c in words["clauses"] if c["id"] == "1.10")["questions"][0]
        assert lit["points"] == ["a) 全年每天；", "b) 雾天正午。"]
        assert words["notice"].startswith("版权归守塔人所有")
        assert json.loads(found.files[found.languages["fr"]])["clauses"][0]["title"] == "Lampe"

    def test_what_is_not_carried_is_named(self, found: Conversion) -> None:
        assert found.left == {
            "keys that say how CISO Assistant shows it": ["field_visibility"],
            "groups that are chosen beforehand; here a person says so": ["storm"],
            "groups that the framework does not define": ["1.2 / b: unknown"],
            "conditions on the answer to another question": ["3-Q02"],
            "requirements without any text": ["4"],
            "empty entries": ["4"],
        }
        assert found.mended["ids that are none of ours, written otherwise"] == ["1.2 / b → 1.2-b"]
        assert found.mended["questions that choose groups, answered by the facts"] == ["3-Q03"]
        assert found.questionnaire.questions["3-Q02"].weight == 0

    @pytest.mark.parametrize(
        ("key", "what"),
        [("requirement_mapping_sets", "mapping"), ("requirement_mapping_set", "mapping"),
         ("reference_controls", "controls"), ("risk_matrix", "risk matrix"), ("preset", "preset"),
         ("threats", "threats"), ("metric_definitions", "metrics")],
    )  # fmt: skip
    def test_other_libraries_are_refused_by_what_they_are(
        self, tmp_path: Path, key: str, what: str
    ) -> None:
        path = write(tmp_path, f"urn: u\nobjects:\n  {key}: []\n", "x.yaml")
        with pytest.raises(Refused, match=rf"{what}.*no framework; convert the library"):
            made(path)


class TestOscal:
    @pytest.fixture
    def found(self) -> Conversion:
        return made(FRAMEWORKS / "bakery.json")

    def test_groups_controls_and_parameters(self, found: Conversion) -> None:
        made = found.questionnaire
        assert list(made.clause) == ["OV", "OV.0", "OV-1", "ov-3", "2", "fl-1"]
        heat = made.questions["OV-1-Q01"]
        assert heat.points == (
            "a. Heats to 220 °C [one or more of: by day; after 220 °C]; 1. slowly.",
            "b. Has [who looks] look, and [gone].",
        )
        assert heat.criterion == f"The baker: {' '.join(heat.points)}"
        assert heat.look_for == ("heat is measured.", "thermometer", "oven")
        assert made.questions["OV-1(1)"].text.startswith("Night heat: The oven is watched")
        assert made.clause["OV-1"].see_also == ("fl-1", "ov-3")
        assert made.clause["OV"].intent == (
            "Heat All that is hot. See the stove book and the web (https://example.org/a)."
        )
        assert [(a.text, a.items) for a in made.advice] == [
            ("Ask the guild.", ()),
            ("A cold oven bakes nothing.", ("A hot one does.", "joke: It rises.")),
            ("Why flour: Without it there is no bread.", ()),
        ]
        assert made.notice == "CC0 1.0 [Guild of bakers]"

    def test_what_is_not_carried_is_named(self, found: Conversion) -> None:
        assert found.left == {
            "resources of the back matter": ["Stove book"],
            "links of controls": ["OV-1"],
            "properties: level": ["OV-1 (high)"],
            "parameters that are not there, or insert themselves": ["gone", "p-cycle"],
            "controls that were withdrawn": ["ov-1.2"],
        }

    def test_yaml_says_the_same(self, tmp_path: Path, found: Conversion) -> None:
        import yaml

        path = write(tmp_path, yaml.safe_dump(BAKERY, allow_unicode=True), "bakery.yaml")
        assert data_of(made(path)) == data_of(found)

    @pytest.mark.parametrize(
        "model", ["profile", "component-definition", "mapping-collection", "assessment-results"]
    )
    def test_other_models_are_refused_by_what_they_are(self, tmp_path: Path, model: str) -> None:
        path = write(tmp_path, {model: {"uuid": "u"}}, "x.json")
        with pytest.raises(Refused, match=r"an OSCAL|OSCAL assessment results"):
            made(path)


class TestTables:
    def test_rows_are_clauses_and_questions(self) -> None:
        found = made(FRAMEWORKS / "garden.csv", language="zh_CN", title="园规", notice="CC0")
        made_ = found.questionnaire
        assert (made_.language, made_.title, made_.notice) == ("zh-Hans", "园规", "CC0")
        assert list(made_.clause) == ["1", "2"]
        dug, watered, tools = made_.ordered
        assert (dug.id, dug.key, dug.points, dug.weight) == ("1.1", True, ("深一尺", "除草"), 2)
        assert watered.depends_on == ("Is-there-a-well",)
        assert watered.roles == ("gardener", "risk_owner")
        assert (tools.weight, made_.clause["2"].title) == (0, "Shed")

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            ("id,text\n1,a\n1,b\n", "line 3: column id: '1' stands twice, first in line 2"),
            ("id,text\n,a\n", "line 2: column id: empty"),
            ("id,text\n1,\n", "line 2: column text: empty"),
            ("id,text,parent\n1,a,2\n2,b,1\n", "line 2: column parent: '1' is above itself"),
            ("id,text,parent\n1,a,1\n", "line 2: column parent: '1' is above itself"),
            ("id,text,key\n1,a,perhaps\n", "line 2: column key: 'perhaps' is neither yes nor no"),
            ("id,text,weight\n1,a,-3\n", "line 2: column weight"),
            ("id,text,effort\n1,a,XL\n", "line 2: column effort"),
            ("id,text,hue\n1,a,red\n", "unknown column 'hue'"),
            ("id,title\n1,a\n", "the column 'text' is required"),
            ("id,text,title\n1,,Only a heading\n", "nothing in it is asked"),
        ],
    )
    def test_faults_have_line_and_column(self, tmp_path: Path, rows: str, why: str) -> None:
        with pytest.raises(Refused) as refused:
            made(write(tmp_path, rows, "x.csv"))
        assert why in str(refused.value)


def deep(levels: int) -> str:
    rows = "".join(
        NODE.format(urn=f"u{i}", more=f", parent_urn: u{i - 1}" if i else "") for i in range(levels)
    )
    return library(rows)


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)
HOSTILE = {
    "bomb": ("urn: u\n" + BOMB, "once its anchors"),
    "itself": ("urn: u\nobjects: &o\n  framework: *o\n", "holds itself"),
    "merge": ("urn: u\na: &a {x: 1}\nb: {<<: *a}\n", "line 3, column 5.*merge keys"),
    "tag": ("urn: u\nobjects: !!python/object/apply:os.system [true]\n", "line 2, column 10.*constructor"),
    "twice": ("urn: u\nurn: v\n", "the key 'urn' stands twice"),
    "nested": ("urn: " + "[" * 5000, "line 1.*nesting"),
    "deep": ("urn: " + "[" * 300 + "]" * 300, "nested too deeply"),
    "levels": (deep(22), r"requirement_nodes\[20\].*more than 20 levels"),
    "cycle": (library("    - {urn: a, parent_urn: b}\n    - {urn: b, parent_urn: a}\n"), r"requirement_nodes\[0\].*above itself"),
    "orphan": (library("    - {urn: a, parent_urn: b}\n"), r"requirement_nodes\[0\].*no node 'b'"),
    "urns": (library("    - {urn: a}\n    - {urn: a}\n"), r"requirement_nodes\[1\].*twice, first at"),
    "text": (library("    - word\n    - {urn: a}\n"), r"requirement_nodes\[0\].*object"),
    "nothing": (library("    - {urn: a, name: N}\n"), "nothing in it is asked"),
    "empty": ("urn: u\nobjects: {framework: {requirement_nodes: []}}\n", "nothing is there"),
    "control": ("urn: \x01\n", "line 1"),
    "several": ("urn: u\n---\nurn: v\n", "document"),
    "list": ("- 1\n", "neither a library"),
    "xml": ("<catalog/>", "XML"),
}  # fmt: skip


class TestHostileFiles:
    @pytest.mark.parametrize("case", HOSTILE)
    def test_are_refused_with_the_place(self, tmp_path: Path, case: str) -> None:
        text, why = HOSTILE[case]
        with pytest.raises(Refused, match=rf"(?s)x\.yaml.*{why}"):
            made(write(tmp_path, text, "x.yaml"))

    @pytest.mark.parametrize(
        ("raw", "why"),
        [
            (b"urn: \xff\n", "line 1: byte 5 is no UTF-8"),
            (b"urn: a\nb: \0\n", "line 2: a NUL"),
            (b"a: 1\n" * 900_000, "more than"),
            (b" " * (33 * 1024 * 1024), "larger than 32 MiB"),
        ],
        ids=["latin", "nul", "lines", "size"],
    )
    def test_bytes_that_are_no_text(self, tmp_path: Path, raw: bytes, why: str) -> None:
        path = tmp_path / "x.yaml"
        path.write_bytes(raw)
        with pytest.raises(Refused, match=why):
            made(path)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ('{"catalog": {"groups": [{"id": "a", "title": "A"}, {"id": "a"}]}}', r"groups\[1\].*twice"),
            ('{"catalog": 3}', r"\$\.catalog"),
            ('{"catalog": {}, "catalog": {}}', "stands twice"),
            ('{"catalog": ' + "[" * 99_999, "nested too deeply"),
            ('{"catalog": NaN}', "no number"),
            ('{"format": 1, "clauses": []}', "a questionnaire of ours already"),
            ('{"x": 1}', "neither a library"),
            ("{", "line 1, column 2"),
        ],
    )  # fmt: skip
    def test_json(self, tmp_path: Path, text: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            made(write(tmp_path, text, "x.json"))

    def test_ids_and_texts_are_mended_and_told(self, tmp_path: Path) -> None:
        rows = (
            '    - {urn: a, name: T, ref_id: "../a b\\n/c", assessable: true, description: "x\\u200by"}\n'
            '    - {urn: b, name: T, ref_id: "../a b /c", assessable: true, description: "\\u200b"}\n'
            f'    - {{urn: c, name: T, ref_id: "{"n" * 200}", assessable: true, description: "{"t" * 30_000}"}}\n'
        )
        found = made(write(tmp_path, library(rows), "x.yaml"))
        assert list(found.questionnaire.clause) == ["a-b-c", "a-b-c-2", "n" * 80]
        assert [len(q.text) for q in found.questionnaire.ordered] == [3, 1, 20_000]
        assert len(found.mended["ids that are none of ours, written otherwise"]) == 3
        assert len(found.mended["texts cut at 20000 characters"]) == 1

    def test_plain_words_stay_words(self, tmp_path: Path) -> None:
        rows = "    - {urn: a, name: No, ref_id: 4.10, assessable: true, description: 2026-01-02}\n"
        found = made(write(tmp_path, library(rows), "x.yaml"))
        assert found.questionnaire.clause["4.10"].title == "No"
        assert found.questionnaire.ordered[0].text == "2026-01-02"


class TestOfEveryFramework:
    @pytest.mark.parametrize("name", ["lighthouse.yaml", "bakery.json", "garden.csv"])
    def test_lint_has_no_error_and_few_warnings(self, name: str) -> None:
        found = made(FRAMEWORKS / name)
        assert all(remark.warning for remark in found.warnings)
        assert len(found.warnings) < 15

    def test_what_holds_of_every_question_is_warned_of_once(self) -> None:
        said = [remark.message for remark in made(FRAMEWORKS / "bakery.json").warnings]
        assert said == ["none of 5 questions has gap sentences: reports say it by the criterion"]

    def test_many_questions_without_a_criterion_are_warned_of_once(self, tmp_path: Path) -> None:
        rows = "id,text\n" + "".join(f"1.{i},Is it so?\n" for i in range(30))
        said = [r.message for r in made(write(tmp_path, rows, "x.csv")).warnings]
        assert "30 questions have no criterion: reports have no statement to cite" in said
        assert len(said) == 2

    def test_more_clauses_than_there_may_be_are_joined(self, tmp_path: Path) -> None:
        rows = ["    - {urn: g, name: G, ref_id: g}\n"]
        rows += [
            f"    - {{urn: n{i}, parent_urn: g, ref_id: n{i}, name: T{i}, assessable: true, description: D., annotation: A{i}.}}\n"
            for i in range(2001)
        ]
        found = made(write(tmp_path, library("".join(rows)), "x.yaml"))
        assert list(found.questionnaire.clause) == ["g"]
        assert found.questionnaire.questions["n7"].text == "T7: D."
        assert "to stay within 2000 clauses" in next(iter(found.mended))
        assert found.questionnaire.advice[0].items[0] == "n1: A1."

    def test_more_guidance_than_there_may_be_is_joined(self, tmp_path: Path) -> None:
        rows = ["    - {urn: g, name: G, ref_id: g}\n"]
        rows += [
            f"    - {{urn: n{i}, parent_urn: g, ref_id: n{i}, name: T{i}, assessable: true, description: D., annotation: A{i}.}}\n"
            for i in range(1001)
        ]
        found = made(write(tmp_path, library("".join(rows)), "x.yaml"))
        assert [one.id for one in found.questionnaire.advice] == ["advice-g"]
        assert len(found.questionnaire.clause) == 1002
        assert found.left == {}
