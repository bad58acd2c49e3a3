"""A template of a stranger prints values; nothing in it runs away or leads out of its folder."""

from pathlib import Path

import pytest

from gapwizard.errors import Refused, Unreadable
from gapwizard.report import environment, limits
from gapwizard.report.environment import Templates

DOUBLED = {
    "by ~": ("'aaaa'", "x ~ x"),
    "by +": ("'aaaa'", "x + x"),
    "by join": ("'aaaa'", "[x, x] | join"),
    "by a sentence": ("'aaaa'", "_('{a}{a}', a=x)"),
    "by sum": ("[1]", "[x, x] | sum(start=[])"),
    "by lists in lists": ("[1]", "[x, x]"),
    "by mappings in mappings": ("{}", "{1: x, 2: x}"),
    "by pairs": ("(1, 2)", "(x, x)"),
}
"""What becomes twice as much with every step."""


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Fill a template of the user's own."""
    monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path))
    monkeypatch.setenv("GAPWIZARD_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "templates" / "report"
    folder.mkdir(parents=True)

    def filled(text: str) -> str:
        (folder / "t.md").write_text(text, encoding="utf-8")
        return Templates().fill("t.md", {"report": {"a": 1}})

    return filled


class TestDoubling:
    @pytest.mark.parametrize("how", DOUBLED)
    def test_ends_before_the_memory_is_full(self, fill, how: str) -> None:
        start, step = DOUBLED[how]
        steps = f"{{% set x = {step} %}}" * 60

        with pytest.raises(Refused):
            fill(f"{{% set x = {start} %}}{steps}{{{{ x == x }}}}")

    def test_by_a_block_that_is_set_ends(self, fill, monkeypatch) -> None:
        monkeypatch.setattr(limits, "MOST_BUILT", 1_000_000)
        with pytest.raises(Refused, match="1000000 characters"):
            fill("{% set x = 'aaaa' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60)

    def test_by_a_macro_ends(self, fill) -> None:
        with pytest.raises(Refused):
            fill("{% macro f(x) %}{{ f(x ~ x) }}{% endmacro %}{{ f('aaaa') }}")

    def test_by_what_a_macro_is_called_with_ends(self, fill) -> None:
        with pytest.raises(Refused, match="varargs"):
            fill("{% macro f() %}{{ f(varargs, varargs) }}{% endmacro %}{{ f(1) }}")


class TestTime:
    @pytest.mark.parametrize(
        "text",
        [
            "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
            "{% set n = (n | default(40)) - 1 %}{% if n %}{% include 't.md' %}{% include 't.md' %}{% endif %}",
            "{% for i in range(900) %}{% for j in range(900) %}{% endfor %}{% endfor %}",
            "{% for i in range(900) %}{{ range(900) | list | length }}{% endfor %}",
            "{% for i in range(900) %}{{ range(900) | sort | first }}{% endfor %}",
        ],
    )
    def test_is_limited_by_rounds(self, fill, monkeypatch, text: str) -> None:
        monkeypatch.setattr(limits, "MOST_ROUNDS", 20_000)
        with pytest.raises(Refused, match="20000 rounds"):
            fill(text)

    def test_is_limited_by_the_clock(self, fill, monkeypatch) -> None:
        monkeypatch.setattr(limits, "MOST_SECONDS", -1.0)
        with pytest.raises(Refused, match="seconds"):
            fill("{% for i in range(9) %}{% endfor %}")

    @pytest.mark.parametrize(
        "text",
        [
            "{% for x in [1] recursive %}{{ loop([x]) }}{% endfor %}",
            "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
            "{% include 't.md' %}",
            "{% extends 't.md' %}",
            "{% block a %}{{ self.a() }}{% endblock %}",
            "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
            "{% if 1 %}" * 500 + "{% endif %}" * 500,
            "{{ 1" + "0" * 5000 + " }}",
            "{% for x in [1] %}" * 30 + "{% endfor %}" * 30,
            '{{ _("a {b}", b=1, b=2) }}',
        ],
    )
    def test_is_not_spent_on_what_never_ends(self, fill, text: str) -> None:
        with pytest.raises(Refused):
            fill(text)


class TestFormats:
    @pytest.mark.parametrize(
        "text",
        [
            "{{ '{:>999999999}'.format(1) }}",
            "{{ '%999999999s' % 1 }}",
            "{{ _('{x:>999999999}', x=1) }}",
            "{{ _('{x.__class__.__mro__}', x=1) }}",
            "{{ _('{x[0]}', x=1) }}",
            "{{ _('{x!r}', x=1) }}",
            "{{ _('{') }}",
            "{{ _('" + "{x}" * 1000 + "', x=1) }}",
            "{{ ngettext('{x:9}', '{x}', 2, x=1) }}",
        ],
    )
    def test_hold_plain_names_alone(self, fill, text: str) -> None:
        with pytest.raises(Refused):
            fill(text)


class TestPaths:
    @pytest.mark.parametrize(
        "name",
        ["/etc/hostname", "../t.md", "a/../../t.md", "..\\t.md", "a\x00b", "~/x", "x" * 5000],
    )
    @pytest.mark.parametrize("word", ["include", "extends", "import"])
    def test_do_not_lead_out(self, fill, name: str, word: str) -> None:
        after = " as p" if word == "import" else ""
        with pytest.raises((Refused, Unreadable)):
            fill(f"{{% {word} {name!r}{after} %}}")

    def test_do_not_lead_out_by_a_link(self, fill, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("secret")
        (tmp_path / "templates" / "report" / "link.md").symlink_to(tmp_path / "secret")
        with pytest.raises(Refused, match="out of its folder"):
            fill("{% include 'link.md' %}")

    def test_may_lead_to_a_folder_that_is_a_link(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path / "linked"))
        (tmp_path / "real" / "templates" / "report").mkdir(parents=True)
        (tmp_path / "linked").symlink_to(tmp_path / "real")
        (tmp_path / "real" / "templates" / "report" / "t.md").write_text("mine")
        assert Templates().fill("t.md", {}) == "mine"


class TestATemplate:
    def test_that_is_too_large_is_refused_by_its_limit(self, fill) -> None:
        with pytest.raises(Refused, match="500000 bytes"):
            fill("x" * 600_000)

    def test_holds_no_character_that_acts_on_a_terminal(self, fill) -> None:
        assert fill("a\x1b[31m\x9b\u202eb\n") == "a␛[31m<U+009B><U+202E>b"

    def test_is_not_run_from_a_folder_of_others(self, fill, tmp_path: Path) -> None:
        cache = tmp_path / "cache" / "templates" / environment.GUARD
        fill("{{ 1 }}")
        assert list(cache.iterdir())
        for file in cache.iterdir():
            file.unlink()
        cache.chmod(0o777)
        fill("{{ 1 }}")
        assert not list(cache.iterdir())
