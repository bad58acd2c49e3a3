"""Texts put together with the marks of a language."""

import pytest

from gapwizard import i18n


class TestParts:
    @pytest.mark.parametrize(
        ("language", "texts", "together"),
        [
            ("en", ["Two of five had none.", "seen"], "Two of five had none; seen"),
            ("en", ["Harbour Ltd.", "seen"], "Harbour Ltd.; seen"),
            ("en", ["One of the long ones ...", "seen."], "One of the long ones ...; seen."),
            ("zh-Hans", ["抽查5份，2份没有。", "文件"], "抽查5份，2份没有；文件"),
            ("zh-Hans", ["文件", "抽查5份，2份没有。"], "文件；抽查5份，2份没有。"),
            ("zh-Hans", ["抽查5份……", "文件"], "抽查5份……；文件"),
            ("en", [], ""),
        ],
    )
    def test_of_which_only_the_last_has_a_full_stop(
        self, language: str, texts: list[str], together: str
    ) -> None:
        with i18n.speaking(language):
            assert i18n.parts(texts) == together


class TestAChineseHelpText:
    def test_keeps_the_blanks_of_a_command_line_and_no_others(self) -> None:
        text = "示例 A：\n  gapwizard new 北方数据 --language zh-Hans\n新建 ID 的评估"
        assert i18n.closed(text) == (
            "示例A：\n  gapwizard new 北方数据 --language zh-Hans\n新建ID的评估"
        )


class TestAHint:
    ACTIONS = ("A-01", "A-02", "A-10")

    @pytest.mark.parametrize(
        ("name", "known", "hint"),
        [
            ("A-99", ACTIONS, "; they go from 'A-01' to 'A-10'"),
            ("a-03", ACTIONS, "; they go from 'A-01' to 'A-10'"),
            ("A-2", ACTIONS, "; the nearest is 'A-02'"),
            ("A01", ACTIONS, "; the nearest is 'A-01'"),
            ("acme-2024", ("acme-2025", "north"), "; the nearest is 'acme-2025'"),
            ("7", ("1", "2"), ""),
            ("deks", ("desk", "sales"), "; the nearest is 'desk'"),
            ("zz", ("desk", "sales"), ""),
        ],
    )
    def test_names_no_other_number_as_if_it_were_near(
        self, name: str, known: tuple[str, ...], hint: str
    ) -> None:
        with i18n.speaking("en"):
            assert i18n.nearest_hint(name, known) == hint
