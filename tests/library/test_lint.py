"""Lint names the file, the place in it, what is wrong, and the way out."""

import json
import re
from pathlib import Path

import pytest

from cases.questionnaire_files import GONE, GOOD, GOOD_WORDS, Dict, changed, write
from gapwizard import paths
from gapwizard.errors import Refused
from gapwizard.library.lint import Linted, LintRemark, lint
from gapwizard.library.shelf import Shelf, load_file

WORDS = "demo.zh-Hans.json"


def linted(folder: Path, *changes: tuple[str, object]) -> Linted:
    """The good questionnaire with changes, its translation beside it, linted."""
    write(folder, changed(GOOD_WORDS, *_gone_there(changes)), WORDS)
    return lint(write(folder, changed(GOOD, *changes)))


def _gone_there(changes: tuple[tuple[str, object], ...]) -> list[tuple[str, object]]:
    """What the translation may not say either, whose clauses stand in another order."""
    there = {"clauses/2/questions/0": "clauses/3/questions/1"}
    there["clauses/3/questions/0"] = "clauses/2/questions/0"
    return [
        (f"{there[question]}/{key}", GONE)
        for question, _, key in (place.rpartition("/") for place, _value in changes)
        if question in there and key in ("criterion", "gap")
    ]


def translated(folder: Path, *changes: tuple[str, object]) -> Linted:
    """The good questionnaire with a changed translation, linted."""
    write(folder, changed(GOOD_WORDS, *changes), WORDS)
    return lint(write(folder, GOOD))


def errors(found: Linted) -> list[tuple[str, str]]:
    """File name and place of each error."""
    return [(remark.path.name, remark.place) for remark in found.errors]


def warnings(found: Linted) -> list[LintRemark]:
    """The remarks that refuse nothing."""
    return [remark for remark in found.remarks if remark.warning]


def text_of(found: Linted) -> str:
    """All errors as they are printed."""
    return "\n".join(str(remark) for remark in found.errors)


class TestAGoodFile:
    def test_has_no_remark_at_all(self, tmp_path: Path) -> None:
        found = linted(tmp_path)

        assert found.remarks == []
        assert found.questionnaire is not None
        assert list(found.questionnaire.questions) == ["8.1-Q01", "8.1-Q02", "8.2-Q01"]

    def test_may_have_a_byte_order_mark_and_windows_line_ends(self, tmp_path: Path) -> None:
        path = write(tmp_path, GOOD)
        lines = json.dumps(GOOD, indent=1).replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + lines.encode())

        assert lint(path).errors == []

    def test_needs_only_what_is_required(self, tmp_path: Path) -> None:
        small = {key: GOOD[key] for key in ("format", "id", "version", "language", "title")}
        question = {"id": "1-Q01", "text": "How?"}
        clause = {"id": "1", "title": "T", "questions": [question]}

        found = lint(write(tmp_path, {**small, "clauses": [clause]}))

        assert found.errors == []
        assert found.questionnaire is not None
        asked = found.questionnaire.questions["1-Q01"]
        assert (asked.weight, asked.key, asked.criterion) == (1, False, "How?")
        assert asked.documents == ()

    def test_has_the_defaults_of_the_contract(self, tmp_path: Path) -> None:
        found = linted(tmp_path).questionnaire

        assert found is not None
        assert found.trigger["suppliers"].kind == "event"
        assert found.document["D-2"].obligation == "good_practice"

    def test_is_the_one_that_comes_with_the_product(self) -> None:
        for path in sorted(paths.shipped_folder("questionnaires").glob("*.json")):
            if not path.name.endswith(".zh-Hans.json"):
                assert lint(path).errors == []


class TestAFileThatIsNoJson:
    @pytest.mark.parametrize(
        ("content", "remedy"),
        [
            (b"", r"line 1, column 1.*no JSON"),
            (b"{", r"line 1, column 2.*no JSON"),
            (b"hello", r"line 1, column 1.*no JSON"),
            (b'{"format": 1,}', r"line 1.*no JSON"),
            (b'{"format": 1}\n{}', r"line 2, column 1.*no JSON"),
            (b"{'format': 1}", r"no JSON"),
            (b'{"format": 1, "format": 1}', r"'format' stands twice"),
            (b'{"clauses": [{"id": "a", "id": "b"}]}', r"'id' stands twice"),
            (b'{"format": NaN}', r"NaN is no number"),
            (b'{"format": -Infinity}', r"Infinity is no number"),
            (b'{"format": ' + b"9" * 5000 + b"}", r"digits"),
            (b"\xff\xfe{}", r"no UTF-8; save the file as UTF-8"),
            ('{"title": "Café"}'.encode("latin-1"), r"byte 14 is no UTF-8"),
            (b"[" * 100_000 + b"]" * 100_000, r"nested too deeply"),
            (b'{"title":' * 100_000 + b"1" + b"}" * 100_000, r"nested too deeply"),
        ],
    )
    def test_is_one_error_with_the_file_and_the_place(
        self, tmp_path: Path, content: bytes, remedy: str
    ) -> None:
        path = tmp_path / "demo.json"
        path.write_bytes(content)

        found = lint(path)

        (remark,) = found.errors
        assert found.questionnaire is None
        assert remark.path == path
        assert str(remark).count(str(path)) == 1
        assert re.search(remedy, remark.message)

    @pytest.mark.parametrize("content", ["[]", "null", "1", '"text"', "true"])
    def test_object_is_refused(self, tmp_path: Path, content: str) -> None:
        found = lint(write(tmp_path, content))

        assert errors(found) == [("demo.json", "$")]
        assert "object" in text_of(found)

    @pytest.mark.parametrize("depth", [50, 200, 400, 600, 800, 900, 950, 970, 980, 990])
    def test_deeply_nested_never_crashes(self, tmp_path: Path, depth: int) -> None:
        deep = "[" * depth + "]" * depth
        start = json.dumps(changed(GOOD, ("title", "HERE"), ("notice", "THERE")))

        found = lint(write(tmp_path, start.replace('"HERE"', deep).replace('"THERE"', deep)))

        assert found.errors

    def test_that_does_not_exist_says_so(self, tmp_path: Path) -> None:
        found = lint(tmp_path / "none.json")

        assert "there is no such file" in text_of(found)

    def test_that_is_a_folder_says_so(self, tmp_path: Path) -> None:
        assert lint(tmp_path).errors

    def test_that_is_too_large_says_how_large_it_may_be(self, tmp_path: Path) -> None:
        path = tmp_path / "demo.json"
        with path.open("wb") as file:
            file.truncate(16 * 1024 * 1024 + 1)

        assert "16 MiB" in text_of(lint(path))


class TestAnUnknownKey:
    @pytest.mark.parametrize(
        ("place", "path", "nearest"),
        [
            ("tilte", "$.tilte", "title"),
            ("clause", "$.clause", "clauses"),
            ("triggers/0/neds", "$.triggers[0].neds", "needs"),
            ("roles/0/titel", "$.roles[0].titel", "title"),
            ("clauses/2/pitfall", "$.clauses[2].pitfall", "pitfalls"),
            ("clauses/2/questions/1/weigth", "$.clauses[2].questions[1].weigth", "weight"),
            ("clauses/2/questions/0/gap/n", "$.clauses[2].questions[0].gap.n", "N"),
            ("documents/1/obligations", "$.documents[1].obligations", "obligation"),
            ("readiness/stage1_clause", "$.readiness.stage1_clause", "stage1_clauses"),
            ("glossary/0/meanin", "$.glossary[0].meanin", "meaning"),
            ("includes", "$.includes", "include"),
        ],
    )
    def test_is_an_error_that_names_the_nearest(
        self, tmp_path: Path, place: str, path: str, nearest: str
    ) -> None:
        found = linted(tmp_path, (place, "x"))

        assert errors(found) == [("demo.json", path)]
        assert re.search(f"unknown key.*nearest valid key is '{nearest}'", text_of(found))

    def test_like_no_other_is_answered_with_those_there_are(self, tmp_path: Path) -> None:
        found = linted(tmp_path, ("glossary/0/zzzzzz", "x"))

        assert "valid keys are term, meaning" in text_of(found)

    def test_that_is_no_name_is_quoted_in_the_path(self, tmp_path: Path) -> None:
        assert errors(linted(tmp_path, ("a b", 1))) == [("demo.json", '$["a b"]')]


class TestAMissingKey:
    @pytest.mark.parametrize(
        ("place", "path"),
        [
            ("format", "$"),
            ("id", "$"),
            ("version", "$"),
            ("language", "$"),
            ("title", "$"),
            ("triggers/0/id", "$.triggers[0]"),
            ("triggers/0/question", "$.triggers[0]"),
            ("roles/0/id", "$.roles[0]"),
            ("roles/0/title", "$.roles[0]"),
            ("clauses/1/id", "$.clauses[1]"),
            ("clauses/1/title", "$.clauses[1]"),
            ("clauses/2/questions/1/id", "$.clauses[2].questions[1]"),
            ("clauses/2/questions/1/text", "$.clauses[2].questions[1]"),
            ("documents/0/id", "$.documents[0]"),
            ("documents/0/title", "$.documents[0]"),
            ("clauses", "$"),
        ],
    )
    def test_is_an_error_that_names_it(self, tmp_path: Path, place: str, path: str) -> None:
        found = linted(tmp_path, (place, GONE))

        assert ("demo.json", path) in errors(found)
        assert f"'{place.rsplit('/', maxsplit=1)[-1]}' is required" in text_of(found)


class TestAWrongType:
    @pytest.mark.parametrize(
        ("place", "value"),
        [
            ("format", 2),
            ("format", "1"),
            ("format", True),
            ("format", None),
            ("id", 7),
            ("id", ""),
            ("id", "two words"),
            ("version", 1.0),
            ("title", None),
            ("title", ["Demo"]),
            ("clauses", {}),
            ("clauses", "8"),
            ("clauses", None),
            ("clauses/0", "8"),
            ("clauses/0/id", 8),
            ("clauses/1/heading", "yes"),
            ("clauses/1/heading", 1),
            ("clauses/2/questions", None),
            ("clauses/2/questions/0", []),
            ("clauses/2/questions/0/key", "yes"),
            ("clauses/2/questions/0/key", 1),
            ("clauses/2/questions/0/key", None),
            ("clauses/2/questions/0/documented", "true"),
            ("clauses/2/questions/0/mirror", 0),
            ("clauses/2/questions/0/weight", True),
            ("clauses/2/questions/0/weight", "1"),
            ("clauses/2/questions/0/weight", 1.5),
            ("clauses/2/questions/0/weight", -1),
            ("clauses/2/questions/0/weight", None),
            ("clauses/2/questions/0/effort", "XL"),
            ("clauses/2/questions/0/text", 1),
            ("clauses/2/questions/0/criterion", 1),
            ("clauses/2/questions/0/criterion", 0),
            ("clauses/2/questions/0/criterion", False),
            ("clauses/2/questions/0/criterion", []),
            ("clauses/2/questions/0/points", "a"),
            ("clauses/2/questions/0/points", {"a": "b"}),
            ("clauses/2/questions/0/documents", "D-1"),
            ("clauses/2/questions/1/depends_on/0", 1),
            ("clauses/2/questions/0/gap", "Nothing."),
            ("clauses/2/questions/0/gap", []),
            ("documents", {}),
            ("documents/0/obligation", "mandatory"),
            ("documents/0/critical", "no"),
            ("triggers/0/kind", "profil"),
            ("triggers/0/needs", ["suppliers"]),
            ("readiness", []),
            ("readiness/stage1_clauses", "8.1"),
            ("charts", 8),
            ("title", "x" * 20_001),
            ("title", "\ud800"),
        ],
    )
    def test_is_an_error_at_its_place(self, tmp_path: Path, place: str, value: object) -> None:
        write(tmp_path, GOOD_WORDS, WORDS)
        path = tmp_path / "demo.json"
        path.write_text(json.dumps(changed(GOOD, (place, value))), encoding="ascii")

        found = lint(path)

        expected = "$" + re.sub(r"\.(\d+)", r"[\1]", "." + place.replace("/", "."))
        assert errors(found) == [("demo.json", expected)]
        assert found.questionnaire is None
        assert found.errors[0].message

    def test_says_what_stands_there(self, tmp_path: Path) -> None:
        found = linted(tmp_path, ("clauses/2/questions/0/weight", "heavy"))

        assert "here is 'heavy'" in text_of(found)

    def test_is_told_of_each_of_several(self, tmp_path: Path) -> None:
        found = linted(tmp_path, ("title", 1), ("documents/1/title", 2), ("roles/0/title", 3))

        places = {place for _file, place in errors(found)}
        assert places == {"$.title", "$.documents[1].title", "$.roles[0].title"}


class TestBrokenReferences:
    @pytest.mark.parametrize(
        ("place", "value", "path", "hint"),
        [
            ("clauses/2/parent", "8.", "$.clauses[2].parent", "the nearest is '8.2'"),
            (
                "triggers/1/needs",
                "other_party",
                "$.triggers[1].needs",
                "the nearest is 'other_parties'",
            ),
            (
                "clauses/2/roles",
                ["desk", "desks"],
                "$.clauses[2].roles[1]",
                "the nearest is 'desk'",
            ),
            (
                "clauses/2/questions/1/roles",
                ["desc"],
                "$.clauses[2].questions[1].roles[0]",
                "the nearest is 'desk'",
            ),
            (
                "clauses/2/questions/1/depends_on",
                ["supplier"],
                "$.clauses[2].questions[1].depends_on[0]",
                "the nearest is 'suppliers'",
            ),
            (
                "clauses/2/questions/1/documents",
                ["D-3"],
                "$.clauses[2].questions[1].documents[0]",
                "they go from 'D-1' to 'D-2'",
            ),
            (
                "documents/0/combines_with",
                ["D-22"],
                "$.documents[0].combines_with[0]",
                "they go from 'D-1' to 'D-2'",
            ),
            (
                "documents/0/existence",
                "8.1-Q09",
                "$.documents[0].existence",
                "they go from '8.1-Q01' to",
            ),
            (
                "clauses/2/questions/0/evidence",
                ["D-22"],
                "$.clauses[2].questions[0].evidence[0]",
                "they go from 'D-1'",
            ),
        ],
    )
    def test_are_errors_that_say_what_there_is(
        self, tmp_path: Path, place: str, value: object, path: str, hint: str
    ) -> None:
        found = linted(tmp_path, (place, value))

        assert errors(found) == [("demo.json", path)]
        assert f"does not exist; {hint}" in text_of(found)

    @pytest.mark.parametrize(
        ("place", "value", "path"),
        [
            ("clauses/2/id", "8.2", "$.clauses[3].id"),
            ("clauses/2/questions/1/id", "8.1-Q01", "$.clauses[2].questions[1].id"),
            ("clauses/3/questions/0/id", "8.1-Q01", "$.clauses[3].questions[0].id"),
            ("documents/1/id", "D-1", "$.documents[1].id"),
            ("triggers/1/id", "other_parties", "$.triggers[1].id"),
            ("roles/1", {"id": "desk", "title": "Again"}, "$.roles[1].id"),
        ],
    )
    def test_are_ids_that_stand_twice(
        self, tmp_path: Path, place: str, value: object, path: str
    ) -> None:
        found = linted(tmp_path, (place, value))

        assert ("demo.json", path) in errors(found)
        assert "stands twice" in text_of(found)

    @pytest.mark.parametrize(
        ("changes", "places"),
        [
            ([("clauses/0/parent", "8")], {"$.clauses[0].parent"}),
            (
                [
                    ("clauses/0/parent", "8.0"),
                    ("clauses/2/parent", GONE),
                    ("clauses/3/parent", GONE),
                ],
                {"$.clauses[0].parent", "$.clauses[1].parent"},
            ),
            ([("triggers/0/needs", "other_parties")], {"$.triggers[0].needs"}),
            (
                [("triggers/0/needs", "suppliers")],
                {"$.triggers[0].needs", "$.triggers[1].needs"},
            ),
        ],
        ids=["own parent", "each other's parent", "needs itself", "need each other"],
    )
    def test_are_cycles(
        self, tmp_path: Path, changes: list[tuple[str, object]], places: set[str]
    ) -> None:
        found = linted(tmp_path, *changes)

        assert places <= {place for _file, place in errors(found)}
        assert "cycle of" in text_of(found)


class TestShapesOfClauses:
    @pytest.mark.parametrize(
        ("changes", "path", "remedy"),
        [
            ([("clauses/1/heading", False)], "$.clauses[1]", 'empty leaf.*"heading": true'),
            ([("clauses/1/heading", GONE)], "$.clauses[1]", "empty leaf"),
            ([("clauses/3/questions", [])], "$.clauses[3]", "empty leaf"),
            ([("clauses/3/parent", "8.1")], "$.clauses[2]", "a leaf has no clause below"),
            ([("clauses/3/heading", True)], "$.clauses[3]", "drop one of the two"),
        ],
    )
    def test_that_cannot_be_are_errors_with_a_remedy(
        self, tmp_path: Path, changes: list[tuple[str, object]], path: str, remedy: str
    ) -> None:
        found = linted(tmp_path, *changes)

        assert errors(found) == [("demo.json", path)]
        assert re.search(remedy, text_of(found))

    def test_without_a_clause_are_no_crash(self, tmp_path: Path) -> None:
        found = lint(write(tmp_path, changed(GOOD, ("clauses", []))))

        assert isinstance(found.remarks, list)

    @pytest.mark.parametrize("place", ["maturity_levels", "clauses/2/maturity_levels"])
    def test_with_other_than_six_maturity_levels_are_errors(
        self, tmp_path: Path, place: str
    ) -> None:
        found = linted(tmp_path, (place, ["0", "1"]))

        assert "six statements are wanted" in text_of(found)


class TestIncludes:
    def base(self, *names: object) -> Dict:
        """The good questionnaire, its documents and last clauses to be included."""
        return changed(GOOD, ("documents", GONE), ("clauses/3", GONE), ("include", list(names)))

    def parts(self, folder: Path) -> None:
        """The files that `base` may include."""
        write(folder, GOOD_WORDS, WORDS)
        write(folder, {"clauses": GOOD["clauses"][3:]}, "demo/8.json")
        write(folder, {"documents": GOOD["documents"]}, "demo/documents.json")

    def test_are_appended_in_order(self, tmp_path: Path) -> None:
        self.parts(tmp_path)

        found = lint(write(tmp_path, self.base("demo/documents.json", "demo/8.json")))

        assert found.remarks == []
        assert found.data == {**GOOD, "clauses": found.data["clauses"]}
        assert found.data["clauses"] == GOOD["clauses"]

    def test_may_bring_all_clauses(self, tmp_path: Path) -> None:
        write(tmp_path, {"clauses": GOOD["clauses"]}, "all.json")
        data = changed(GOOD, ("clauses", GONE), ("include", ["all.json"]))

        assert lint(write(tmp_path, data)).errors == []

    def test_show_their_own_file_and_place_in_an_error(self, tmp_path: Path) -> None:
        self.parts(tmp_path)
        bad = changed({"clauses": GOOD["clauses"][3:]}, ("clauses/0/questions/0/weight", True))
        write(tmp_path, bad, "demo/8.json")

        found = lint(write(tmp_path, self.base("demo/8.json", "demo/documents.json")))

        assert errors(found) == [("8.json", "$.clauses[0].questions[0].weight")]
        assert str(tmp_path / "demo" / "8.json") in text_of(found)

    def test_show_their_own_file_in_a_broken_reference(self, tmp_path: Path) -> None:
        self.parts(tmp_path)
        bad = changed({"clauses": GOOD["clauses"][3:]}, ("clauses/0/parent", "88"))
        write(tmp_path, bad, "demo/8.json")

        found = lint(write(tmp_path, self.base("demo/8.json", "demo/documents.json")))

        assert errors(found) == [("8.json", "$.clauses[0].parent")]

    @pytest.mark.parametrize(
        "name",
        [
            "../outside.json",
            "demo/../../outside.json",
            "./../outside.json",
            "demo/../demo/8.json",
            "/etc/hostname",
            "//server/share.json",
            "C:\\outside.json",
            "C:/outside.json",
            "..\\outside.json",
            "file:///etc/hostname",
            "",
            "nul\0byte.json",
        ],
    )
    def test_never_lead_out_of_the_folder(self, tmp_path: Path, name: str) -> None:
        folder = tmp_path / "inside"
        folder.mkdir()
        self.parts(folder)
        write(tmp_path, {"documents": GOOD["documents"]}, "outside.json")

        found = lint(write(folder, self.base(name)))

        assert errors(found) == [("demo.json", "$.include[0]")]
        assert "include files beside it" in text_of(found)

    @pytest.mark.parametrize("kind", ["file", "folder"])
    def test_never_follow_a_link_out_of_the_folder(self, tmp_path: Path, kind: str) -> None:
        folder = tmp_path / "inside"
        folder.mkdir()
        target = write(tmp_path / "elsewhere", {"documents": []}, "part.json")
        (folder / "link").symlink_to(target if kind == "file" else target.parent)
        name = "link" if kind == "file" else "link/part.json"

        found = lint(write(folder, self.base(name)))

        assert errors(found) == [("demo.json", "$.include[0]")]
        assert "leads out" in text_of(found)

    def test_may_be_links_inside_the_folder(self, tmp_path: Path) -> None:
        self.parts(tmp_path)
        (tmp_path / "link.json").symlink_to(tmp_path / "demo" / "documents.json")

        assert lint(write(tmp_path, self.base("link.json", "demo/8.json"))).errors == []

    @pytest.mark.parametrize(
        "name", ["no-such.json", "demo", ".", "x" * 300 + ".json", "broken.json", "loop.json"]
    )
    def test_that_cannot_be_read_are_errors_of_the_include(self, tmp_path: Path, name: str) -> None:
        self.parts(tmp_path)
        write(tmp_path, "{", "broken.json")
        (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")

        found = lint(write(tmp_path, self.base(name)))

        assert errors(found) == [("demo.json", "$.include[0]")]
        assert found.errors[0].message

    def test_with_a_name_no_disk_can_have_are_errors(self, tmp_path: Path) -> None:
        path = tmp_path / "demo.json"
        path.write_text(json.dumps(self.base("\ud800.json")), encoding="ascii")

        assert errors(lint(path)) == [("demo.json", "$.include[0]")]

    @pytest.mark.parametrize(
        "part",
        [
            {"include": ["8.json"], "documents": []},
            {"documents": [], "roles": []},
            {"format": 1},
            {"documants": []},
            [],
            None,
        ],
        ids=["an include", "roles", "a header", "a typing error", "a list", "null"],
    )
    def test_hold_only_clauses_and_documents(self, tmp_path: Path, part: object) -> None:
        self.parts(tmp_path)
        write(tmp_path, part, "demo/part.json")

        found = lint(write(tmp_path, self.base("demo/part.json")))

        assert errors(found) == [("demo.json", "$.include[0]")]
        assert "may hold only these: clauses, documents" in text_of(found)

    def test_of_the_file_itself_are_refused(self, tmp_path: Path) -> None:
        assert errors(lint(write(tmp_path, self.base("demo.json")))) == [
            ("demo.json", "$.include[0]")
        ]

    def test_of_one_file_twice_make_ids_stand_twice(self, tmp_path: Path) -> None:
        self.parts(tmp_path)

        found = lint(
            write(tmp_path, self.base("demo/documents.json", "demo/8.json", "demo/8.json"))
        )

        assert ("8.json", "$.clauses[0].id") in errors(found)
        assert "stands twice" in text_of(found)

    @pytest.mark.parametrize("value", ["demo/8.json", None, {}, [1], [["demo/8.json"]]])
    def test_are_a_list_of_names(self, tmp_path: Path, value: object) -> None:
        found = linted(tmp_path, ("include", value))

        assert errors(found) == [("demo.json", "$.include")]

    @pytest.mark.parametrize("part", [{"clauses": {}}, {"documents": "D-1"}, {"clauses": None}])
    def test_hold_lists(self, tmp_path: Path, part: Dict) -> None:
        write(tmp_path, part, "part.json")

        found = lint(write(tmp_path, self.base("part.json")))

        assert ("demo.json", "$.include[0]") in errors(found)
        assert "a list is wanted" in text_of(found)


class TestWarnings:
    def test_of_a_missing_translation_refuse_nothing(self, tmp_path: Path) -> None:
        found = lint(write(tmp_path, GOOD))

        assert found.questionnaire is not None
        assert found.errors == []
        (remark,) = warnings(found)
        assert WORDS in remark.message
        assert "warning" in str(remark)

    def test_of_a_required_document_that_no_question_links(self, tmp_path: Path) -> None:
        found = linted(tmp_path, ("documents/1/obligation", "required"))

        assert found.questionnaire is not None
        assert [remark.place for remark in found.remarks] == ["$.documents[1]"]
        assert "D-2" in warnings(found)[0].message

    @pytest.mark.parametrize("text", ["Are backups tested?", "备份是否经过测试？ ", "Yes؟"])
    def test_of_a_question_without_a_criterion(self, tmp_path: Path, text: str) -> None:
        place = "clauses/2/questions/0"
        asked = linted(tmp_path, (f"{place}/criterion", GONE), (f"{place}/text", text))
        (remark,) = asked.remarks
        assert (remark.warning, remark.place) == (True, "$.clauses[2].questions[0].criterion")

        stated = linted(tmp_path, (f"{place}/criterion", GONE), (f"{place}/text", "Backups."))
        assert stated.remarks == []

    @pytest.mark.parametrize("gap", [GONE, {}, {"N": "x"}, {"N": "x", "P": "x", "L": ""}])
    def test_of_a_question_without_a_gap_sentence(self, tmp_path: Path, gap: object) -> None:
        found = linted(tmp_path, ("clauses/3/questions/0/gap", gap))

        assert found.questionnaire is not None
        own = [remark.place for remark in warnings(found) if remark.path.name == "demo.json"]
        assert own == ["$.clauses[3].questions[0].gap"]
        assert found.errors == []

    @pytest.mark.parametrize("place", ["charts", "clauses/2/see_also"])
    def test_of_a_pointer_to_a_clause_that_does_not_exist(self, tmp_path: Path, place: str) -> None:
        found = linted(tmp_path, (place, ["99"]))

        assert found.errors == []
        assert len(warnings(found)) == 1

    def test_of_clauses_and_documents_that_are_not_translated(self, tmp_path: Path) -> None:
        found = translated(tmp_path, ("clauses/0", GONE), ("documents/0", GONE))

        assert found.errors == []
        assert [remark.path.name for remark in warnings(found)] == [WORDS, WORDS]
        assert "D-2" in warnings(found)[1].message

    def test_of_a_question_that_is_not_translated(self, tmp_path: Path) -> None:
        found = translated(tmp_path, ("clauses/3/questions/0", GONE))

        assert found.errors == []
        assert "8.1-Q02" in "".join(remark.message for remark in warnings(found))


class TestATranslation:
    def test_matches_by_id_and_other_lists_by_position(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD_WORDS, WORDS)

        found = load_file(write(tmp_path, GOOD), "zh-Hans")

        assert (found.title, found.language, found.id) == ("演示", "zh-Hans", "demo")
        assert found.trigger["suppliers"].question == "有供应商吗？"
        assert found.clause["8.1"].title == "事件"
        assert found.clause["8.1"].pitfalls == ("太少", "太多")
        assert found.questions["8.1-Q01"].text == "如何？"
        assert found.questions["8.2-Q01"].points == ("甲", "乙")
        assert found.document["D-1"].title == "计划"
        assert found.glossary[0].term == "服务级别协议"

    def test_keeps_order_flags_and_links_of_the_original(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD_WORDS, WORDS)
        path = write(tmp_path, GOOD)

        original, found = load_file(path, "en"), load_file(path, "zh-Hans")

        assert list(found.clause) == list(original.clause)
        assert list(found.questions) == list(original.questions)
        assert found.questions["8.1-Q01"].key
        assert found.questions["8.1-Q01"].documents == ("D-1",)
        assert found.trigger["suppliers"].needs == "other_parties"

    def test_translates_the_criterion_with_the_text_where_there_is_none(
        self, tmp_path: Path
    ) -> None:
        write(tmp_path, GOOD_WORDS, WORDS)

        without = changed(GOOD, ("clauses/2/questions/0/criterion", GONE))
        found = load_file(write(tmp_path, without), "zh-Hans")

        assert found.questions["8.1-Q01"].criterion == "如何？"

    def test_leaves_what_it_does_not_name_as_it_is(self, tmp_path: Path) -> None:
        write(tmp_path, changed(GOOD_WORDS, ("clauses", GONE)), WORDS)

        found = load_file(write(tmp_path, GOOD), "zh-Hans")

        assert found.clause["8.1"].title == "Incidents"

    def test_that_is_not_there_leaves_the_original(self, tmp_path: Path) -> None:
        assert load_file(write(tmp_path, GOOD), "zh-Hans").title == "Demo"

    def test_may_have_includes_of_its_own(self, tmp_path: Path) -> None:
        write(tmp_path, {"documents": GOOD_WORDS["documents"]}, "demo.zh-Hans/documents.json")
        words = changed(
            GOOD_WORDS, ("documents", GONE), ("include", ["demo.zh-Hans/documents.json"])
        )
        write(tmp_path, words, WORDS)
        path = write(tmp_path, GOOD)

        assert lint(path).remarks == []
        assert load_file(path, "zh-Hans").document["D-1"].title == "计划"

    @pytest.mark.parametrize(
        ("place", "value", "path", "remedy"),
        [
            ("clauses/3/pitfalls", ["太少"], "$.clauses[3].pitfalls", "1 entries.*has 2"),
            ("clauses/3/pitfalls", ["a", "b", "c"], "$.clauses[3].pitfalls", "3 entries.*has 2"),
            ("documents/0/contents", [], "$.documents[0].contents", "0 entries.*has 2"),
            ("glossary", [], "$.glossary", "0 entries.*has 1"),
        ],
    )
    def test_with_a_list_of_unequal_length_is_an_error(
        self, tmp_path: Path, place: str, value: object, path: str, remedy: str
    ) -> None:
        found = translated(tmp_path, (place, value))

        assert errors(found) == [(WORDS, path)]
        assert re.search(remedy, text_of(found))

    @pytest.mark.parametrize(
        ("place", "value", "path"),
        [
            ("id", "other", "$.id"),
            ("clauses/3/id", "8.9", "$.clauses[3]"),
            ("clauses/3/id", ["8.1"], "$.clauses[3]"),
            ("clauses/3/id", GONE, "$.clauses[3]"),
            ("clauses/3", "8.1", "$.clauses[3]"),
            ("documents/0/id", {"D": 1}, "$.documents[0]"),
        ],
    )
    def test_with_an_id_that_is_not_there_is_an_error(
        self, tmp_path: Path, place: str, value: object, path: str
    ) -> None:
        assert errors(translated(tmp_path, (place, value))) == [(WORDS, path)]

    def test_with_an_id_that_stands_twice_is_an_error(self, tmp_path: Path) -> None:
        again = {"id": "8.0", "title": "再次"}

        assert errors(translated(tmp_path, ("clauses/4", again))) != []

    @pytest.mark.parametrize(
        ("place", "value", "path", "nearest"),
        [
            ("tilte", "x", "$.tilte", "title"),
            ("clauses/3/pitfall", ["x"], "$.clauses[3].pitfall", "pitfalls"),
            ("clauses/3/questions/1/txt", "x", "$.clauses[3].questions[1].txt", "text"),
        ],
    )
    def test_with_an_unknown_key_is_an_error_that_names_the_nearest(
        self, tmp_path: Path, place: str, value: object, path: str, nearest: str
    ) -> None:
        found = translated(tmp_path, (place, value))

        assert errors(found) == [(WORDS, path)]
        assert f"the nearest is '{nearest}'" in text_of(found)

    @pytest.mark.parametrize(
        ("place", "value"),
        [
            ("title", 1),
            ("title", None),
            ("title", ["演示"]),
            ("clauses", {}),
            ("clauses/1/heading", True),
            ("clauses/3/questions/1/key", False),
            ("clauses/3/parent", "9"),
            ("clauses/3/questions/0/depends_on", ["供应商"]),
            ("clauses/3/questions/1/documents", ["D-2"]),
            ("clauses/3/roles", ["服务台"]),
            ("documents/1/obligation", "implied"),
            ("documents/1/combines_with", ["报告"]),
            ("triggers/1/kind", "event"),
            ("triggers/0/needs", "suppliers"),
            ("readiness", {"stage1_clauses": ["8.2"]}),
            ("charts", ["图"]),
        ],
    )
    def test_holds_ids_and_texts_only(self, tmp_path: Path, place: str, value: object) -> None:
        found = translated(tmp_path, (place, value))

        assert found.errors
        assert {remark.path.name for remark in found.errors} == {WORDS}

    @pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"id": "demo", "id": "demo"}'])
    def test_that_is_broken_is_an_error_of_its_file(self, tmp_path: Path, content: str) -> None:
        write(tmp_path, content, WORDS)

        found = lint(write(tmp_path, GOOD))

        assert found.errors
        assert {remark.path.name for remark in found.errors} == {WORDS}

    def test_of_another_language_is_linted_too(self, tmp_path: Path) -> None:
        write(tmp_path, changed(GOOD_WORDS, ("language", "de"), ("glossary", [])), "demo.de.json")

        assert errors(linted(tmp_path)) == [("demo.de.json", "$.glossary")]


class TestTheShelf:
    def test_refuses_another_questionnaire_of_the_same_id_and_version(self, tmp_path: Path) -> None:
        shelf = Shelf(tmp_path / "data")
        shelf.take_in(write(tmp_path / "one", GOOD))

        with pytest.raises(Refused, match=r"demo 1\.0\.0 .*other content; .*another version"):
            shelf.take_in(write(tmp_path / "two", changed(GOOD, ("title", "Other"))))

    def test_takes_the_same_one_again(self, tmp_path: Path) -> None:
        shelf = Shelf(tmp_path / "data")
        first = shelf.take_in(write(tmp_path / "one", GOOD))

        assert shelf.take_in(write(tmp_path / "two", GOOD)) == first

    def test_keeps_the_file_readable_when_its_source_is_gone(self, tmp_path: Path) -> None:
        write(tmp_path / "one", GOOD_WORDS, WORDS)
        path = write(tmp_path / "one", GOOD)
        shelf = Shelf(tmp_path / "data")
        shelf.take_in(path)
        path.unlink()

        assert shelf.load("demo", "1.0.0").title == "Demo"
        assert shelf.load("demo", "1.0.0", "zh-Hans").title == "演示"

    def test_refuses_a_file_with_errors_and_lists_them(self, tmp_path: Path) -> None:
        bad = write(tmp_path, changed(GOOD, ("title", 1), ("documents/0/title", 2)))

        with pytest.raises(Refused, match=r"\$\.title.*\n.*\$\.documents\[0\]\.title"):
            Shelf(tmp_path / "data").take_in(bad)

    def test_names_the_nearest_id(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="nearest is 'iso20000-1-2018'"):
            Shelf(tmp_path).find("iso20000-1")
