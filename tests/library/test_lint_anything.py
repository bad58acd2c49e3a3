"""Whatever a questionnaire file holds, lint answers, and what it passes can be used."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.questionnaire_files import GONE, GOOD, GOOD_WORDS, Dict, changed
from gapwizard.domain.assessment import About, Assessment
from gapwizard.domain.diagnosis import diagnose
from gapwizard.library.lint import lint
from gapwizard.library.shelf import load_file

at_random = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def places(value: Any, above: tuple[str, ...] = ()) -> list[str]:
    """Every place in a JSON value."""
    inner = enumerate(value) if isinstance(value, list) else ()
    inner = value.items() if isinstance(value, dict) else inner
    found = ["/".join(above)] if above else []
    for key, part in inner:
        found += places(part, (*above, str(key)))
    return found


odd = st.one_of(
    st.just(GONE),
    st.sampled_from([None, True, False, 0, 1, -1, 1.5, "", "8", "8.1", "D-1", "desk", "9", [], {}]),
    st.sampled_from([["8"], ["8.1", "8.1"], [[]], [None], {"id": "8"}, [{"id": []}], "\ud800"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    ),
)


def save(path: Path, data: object) -> Path:
    """Write JSON in plain ASCII, lone surrogates escaped."""
    path.write_text(json.dumps(data), encoding="ascii")
    return path


def use(path: Path, language: str) -> None:
    """Load a questionnaire and diagnose an empty assessment of it."""
    questionnaire = load_file(path, language)
    about = About(
        name="A",
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )
    diagnose(questionnaire, Assessment(id="a", about=about), date(2026, 5, 15))
    for question in questionnaire.questions.values():
        questionnaire.roles_of(question)


class TestAnyChange:
    @at_random
    @given(place=st.sampled_from(places(GOOD)), value=odd)
    def test_to_a_questionnaire_is_refused_or_leaves_it_usable(
        self, tmp_path: Path, place: str, value: object
    ) -> None:
        path = save(tmp_path / "demo.json", changed(GOOD, (place, value)))

        found = lint(path)

        assert (found.questionnaire is None) == bool(found.errors)
        for remark in found.remarks:
            assert remark.message
            assert "\n" not in str(remark)
        if not found.errors:
            use(path, "en")

    @at_random
    @given(place=st.sampled_from(places(GOOD_WORDS)), value=odd)
    def test_to_a_translation_is_refused_or_leaves_it_usable(
        self, tmp_path: Path, place: str, value: object
    ) -> None:
        path = save(tmp_path / "demo.json", GOOD)
        save(tmp_path / "demo.zh-Hans.json", changed(GOOD_WORDS, (place, value)))

        found = lint(path)

        if not found.errors:
            use(path, "zh-Hans")

    @pytest.mark.parametrize("key", sorted({"parent", "needs", "roles", "depends_on"}))
    def test_to_a_link_by_a_translation_is_refused(self, tmp_path: Path, key: str) -> None:
        links: Dict = {
            "parent": ("clauses/3/parent", "9"),
            "needs": ("triggers/0/needs", "nothing"),
            "roles": ("clauses/3/roles", ["nobody"]),
            "depends_on": ("clauses/3/questions/0/depends_on", ["nothing"]),
        }
        path = save(tmp_path / "demo.json", GOOD)
        save(tmp_path / "demo.zh-Hans.json", changed(GOOD_WORDS, links[key]))

        (error,) = lint(path).errors

        assert f"{key!r} is no text to translate" in error.message
