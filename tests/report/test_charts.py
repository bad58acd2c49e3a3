"""The charts: whole SVG, nothing of a person acts in them, and they stand only where they say something."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from cases.report import diagnosis_of, rated
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.domain.visible import width
from gapwizard.report.charts import (
    MONTH,
    MOST_RIGHT,
    PROFILE,
    ROADMAP,
    TITLE,
    GanttBar,
    charts,
    gantt,
    without_pictures,
)
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

HOSTILE = '<script>1</script> & "x" ]]> [/b]'
PLANNED = {"A-01": {"title": HOSTILE, "source": "8.6-Q01", "due": "2026-12-20"}}


def drawn(diagnosis, before=None) -> dict[str, str]:
    return charts(diagnosis, before, upcoming_roadmap(diagnosis))


class TestTheRoadmap:
    def test_has_a_bar_for_each_open_action_and_shows_hostile_titles_as_text(self):
        pictures = drawn(diagnosis_of({"8.6-Q01": rated("N")}, actions=PLANNED))
        tree = ElementTree.fromstring(pictures[ROADMAP])
        texts = [node.text or "" for node in tree.iter() if node.tag.endswith("text")]
        assert any(HOSTILE[:20] in text for text in texts)
        assert not any(node.tag.endswith("script") for node in tree.iter())
        assert "2026-12" in texts

    def test_names_no_month_where_it_would_stand_over_another_or_beside_the_picture(self):
        day = date(2026, 1, 15)
        drawn = gantt([GanttBar("T-01 Long", day, date(2028, 12, 31))], day, "x")
        places = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="16.0"', drawn)]
        assert len(places) > 5
        assert all(after - before >= MONTH for before, after in pairwise(places))
        assert max(places) + MONTH <= MOST_RIGHT + 3

    def test_cuts_a_title_by_the_room_it_takes(self):
        day = date(2026, 1, 15)
        for title in (
            "把供应商指标放到客户协议旁边" * 4,
            "Put supplier targets next to agreements " * 3,
        ):
            drawn = gantt([GanttBar(title, day, day)], day, "x")
            (shown,) = re.findall(r'<text x="8.0"[^>]*>([^<]*)<', drawn)
            assert shown.endswith("...")
            assert TITLE - 4 <= width(shown) <= TITLE

    def test_is_left_out_while_nobody_planned_anything(self):
        assert ROADMAP not in drawn(diagnosis_of({"8.6-Q01": rated("N")}))


class TestTheProfile:
    def test_is_left_out_without_last_time(self):
        assert PROFILE not in drawn(diagnosis_of({"8.6-Q01": rated("N")}))


class TestTheMarkdown:
    def test_shows_a_picture_only_where_it_is_drawn(self):
        planned = diagnosis_of({"8.6-Q01": rated("N")}, actions=PLANNED)
        assert "](img/roadmap.svg)" in render(
            planned, revision=1, options=ReportOptions(length="standard")
        )
        plain = render(diagnosis_of({"8.6-Q01": rated("N")}), revision=1)
        assert "](img/" not in plain

    def test_loses_its_pictures_and_nothing_else_where_a_place_cannot_hold_them(self):
        text = "# T\n\n![Roadmap](img/roadmap.svg)\n\nsaid ![x](img/roadmap.svg) in a line\n"
        assert without_pictures(text) == "# T\n\n\nsaid ![x](img/roadmap.svg) in a line\n"

    def test_takes_no_text_of_a_person_for_a_picture(self):
        typed = "![x](img/roadmap.svg)"
        answers = {"8.6-Q01": rated("N", observation=typed)}
        text = render(diagnosis_of(answers, actions=PLANNED), revision=1)
        shown = without_pictures(text)
        assert len(re.findall(r"(?m)^!\[", text)) == 1
        assert "img/roadmap\\.svg" in shown
