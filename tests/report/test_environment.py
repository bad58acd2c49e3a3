import pytest

from cases.report import diagnosis_of, rated
from gapwizard.errors import Refused, Unreadable
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A writer of the user's own templates."""
    monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path))
    folder = tmp_path / "templates" / "report"
    folder.mkdir(parents=True)

    def write(text: str, name: str = "8-strengths.md"):
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return write


def printed(**kwargs: object) -> str:
    return render(diagnosis_of({"8.6-Q01": rated("N")}, **kwargs), revision=1, options=ReportOptions(sections=["8-strengths"]))  # fmt: skip


class TestAUsersOwnTemplate:
    def test_replaces_one_section_and_leaves_the_others(self, own):
        own("## Our strengths\n")
        text = render(diagnosis_of(), revision=1)
        assert "## Our strengths" in text
        assert "## 1. Management summary" in text

    def test_escapes_what_it_prints(self, own):
        own("{{ '**x**' }} {% set a = '<b>' %}{{ a ~ '|' }} {{ a | upper }} {{ [a] | join }}")
        assert printed() == "\\*\\*x\\*\\* &lt;b>\\| &lt;B> &lt;b>\n"

    def test_escapes_values_inside_its_sentences(self, own):
        own('{{ _("Is *{name}* here?", name="*you*") }}')
        assert printed() == "Is *\\*you\\** here?\n"

    def test_may_loop_choose_and_include(self, own):
        own("{{ x }}", "_mine.md")
        own("{% for x in range(3) %}{% include '_mine.md' %}{{ loop.last }} {% endfor %}")
        assert printed() == "0False 1False 2True\n"


class TestABrokenTemplateIsRefusedByNameAndLine:
    def test_in_our_words_where_it_is_no_text_or_never_ends(self, own):
        endless = "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"
        own(endless)
        with pytest.raises(Refused, match="it calls itself without an end"):
            printed()
        own("").write_bytes(b"fine \xff")
        with pytest.raises(Refused, match="byte 5 is no UTF-8"):
            printed()

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("fine\n{% if %}", 2),
            ("fine\n\n{{ nothing }}", 3),
            ("{{ report.nothing }}", 1),
            ("a\n{{ 1 / 0 }}", 2),
            ("a\n{{ 'a' + 1 }}", 2),
            ("a\n{{ ().__class__ }}", 2),
            ("a\n{{ report.control.lines | center(9) }}", 2),
            ("a\n{{ _(report.control.title) }}", 2),
            ("{% for x in report.answers %}\n{{ x.nothing }}\n{% endfor %}", 2),
            ("{% macro f() %}\n{{ f() }}\n{% endmacro %}{{ f() }}", 2),
        ],
    )
    def test_whatever_is_wrong(self, own, text, line):
        path = own(text)
        with pytest.raises(Refused) as refused:
            printed()
        assert f"{path}, line {line}: " in str(refused.value)

    def test_also_inside_an_included_one(self, own):
        path = own("a\n{{ nothing }}", "_mine.md")
        own("{% include '_mine.md' %}")
        with pytest.raises(Refused) as refused:
            printed()
        assert f"{path}, line 2: " in str(refused.value)

    def test_when_it_includes_one_that_is_not_there(self, own):
        own("{% include 'gone.md' %}")
        with pytest.raises(Refused, match=r"gone\.md"):
            printed()

    def test_when_it_is_no_text(self, own):
        path = own("")
        path.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(Refused, match=r"8-strengths\.md"):
            printed()

    def test_and_one_that_cannot_be_read_is_unreadable(self, own, monkeypatch):
        own("x")

        def broken(*_arguments: object, **_options: object):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("jinja2.loaders.FileSystemLoader.get_source", broken)
        with pytest.raises(Unreadable, match="Permission denied"):
            printed()


class TestATemplateCannotReachBeyondItsValues:
    @pytest.mark.parametrize(
        "trick",
        [
            "{{ report._diagnosis }}",
            "{{ report['_diagnosis'] }}",
            "{{ report | attr('_diagnosis') }}",
            "{{ [report] | map(attribute='_diagnosis') | join }}",
            "{{ report.__init__.__globals__ }}",
            "{{ ''.__class__.__mro__ }}",
            "{{ '{0._diagnosis}'.format(report) }}",
            "{{ '{0._diagnosis}' | format(report) }}",
            "{{ _.__globals__ }}",
            "{{ self.__init__ }}",
            "{{ cycler.__init__ }}",
            "{{ lipsum.__globals__ }}",
            "{% include '../../../secret' %}",
            "{{ _('{0.x}', name=1) }}",
        ],
    )
    def test_by_attributes_or_paths(self, own, trick):
        own(trick)
        with pytest.raises(Refused):
            printed()

    @pytest.mark.parametrize(
        "trick",
        [
            "{% for x in range(10**9) %}{% endfor %}",
            "{% for x in range(100000000) %}{% endfor %}",
            "{% for x in range(9999) %}{% for y in range(9999) %}{% endfor %}{% endfor %}",
            "{{ 'x' * 10000000000 }}",
            "{{ [0] * 10000000000 }}",
            "{{ 9 ** 9 ** 9 }}",
            "{{ '%9999999999d' % 1 }}",
            "{{ 'x'.ljust(9999999999) }}",
            "{% for a in range(1500) %}{% for b in range(1000) %}0123456789abcdef{% endfor %}{% endfor %}",
        ],
    )
    def test_nor_run_away(self, own, trick):
        own(trick)
        with pytest.raises(Refused):
            printed()
