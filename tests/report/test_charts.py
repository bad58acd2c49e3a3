"""The charts: whole SVG, nothing of a person acts in them, and they stand only where they say something."""

import re
from xml.etree import ElementTree

from cases.report import diagnosis_of, rated
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.report.charts import PROFILE, ROADMAP, charts, without_pictures
from gapwizard.report.lengths import Make
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

    def test_is_left_out_while_nobody_planned_anything(self):
        assert ROADMAP not in drawn(diagnosis_of({"8.6-Q01": rated("N")}))


class TestTheProfile:
    def test_is_left_out_without_last_time(self):
        assert PROFILE not in drawn(diagnosis_of({"8.6-Q01": rated("N")}))


class TestTheMarkdown:
    def test_shows_a_picture_only_where_it_is_drawn(self):
        planned = diagnosis_of({"8.6-Q01": rated("N")}, actions=PLANNED)
        assert "](img/roadmap.svg)" in render(planned, revision=1, make=Make(length="standard"))
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
