"""Where things live, what is remembered, and in which language."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard import i18n, paths, settings
from gapwizard.settings import Settings


class TestAFolderName:
    @given(st.text(max_size=300))
    def test_of_any_name_is_a_safe_plain_one(self, name: str) -> None:
        made = paths.slug(name)
        assert paths.inside(Path("data"), made) == Path("data") / made
        assert 0 < len(made.encode()) <= 82
        assert not made.startswith((".", "-"))
        assert made not in paths.RESERVED
        assert not any(unicodedata.category(letter)[0] == "C" for letter in made)

    @given(st.text(max_size=60))
    def test_never_leads_out_of_the_data_folder(self, name: str) -> None:
        found = paths.inside(Path("data"), name)
        assert found is None or found.parent == Path("data")


class TestSettings:
    @pytest.mark.parametrize(
        "content", ["", "{", "[]", "null", '{"theme": 3, "nope": "x"}', "\x00"]
    )
    def test_that_are_damaged_count_as_not_set(self, place: Path, content: str) -> None:
        settings.path().parent.mkdir(parents=True)
        settings.path().write_text(content, encoding="utf-8")
        assert settings.load() == Settings()

    def test_come_back_as_they_were_saved(self, place: Path) -> None:
        kept = Settings(theme="nord", assessor="张伟").with_place("acme", "8.6.1-Q01")
        settings.save(kept)
        assert settings.load() == kept

    def test_that_cannot_be_saved_stop_nobody(self, place: Path) -> None:
        settings.path().parent.write_text("a file", encoding="utf-8")
        settings.save(Settings(theme="nord"))
        assert settings.load() == Settings()


class TestTheLanguage:
    @pytest.mark.parametrize(
        ("tag", "closest"),
        [("zh_CN.UTF-8", "zh-Hans"), ("ZH", "zh-Hans"), ("en-GB", "en"), ("C", "en"), ("fr", "en")],
    )
    def test_is_the_nearest_of_ours(
        self, monkeypatch: pytest.MonkeyPatch, tag: str, closest: str
    ) -> None:
        assert i18n.closest(tag) == closest
        monkeypatch.setenv("GAPWIZARD_LANG", tag)
        try:
            i18n.use(None)
            assert i18n.language() == closest
        finally:
            i18n.use("en")
