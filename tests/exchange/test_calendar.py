"""Calendar files: lines that every calendar reads, and texts that stay texts."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard.domain.visible import visible
from gapwizard.exchange.calendar import OCTETS, Event, calendar, line_parts, uid

STAMP = datetime(2026, 11, 20, 18, tzinfo=UTC)
START = datetime.fromisoformat("2026-12-01T10:00")

WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//gapwizard//gapwizard//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Acme
BEGIN:VEVENT
UID:S-01@x
DTSTAMP:20261120T180000Z
SEQUENCE:7
DTSTART:20261201T100000
DTEND:20261201T104500
SUMMARY:Incidents
DESCRIPTION:Asked: desk\\n2 questions
END:VEVENT
END:VCALENDAR
"""


def test_what_is_made_later_under_an_id_has_another_name() -> None:
    one = uid("T-01", "acme", datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert one == "T-01-20261201T090000Z-acme@gapwizard"
    assert uid("T-01", "acme", datetime(2026, 12, 2, tzinfo=UTC)) != one


def made(summary: str = "Incidents", description: str = "", **more: object) -> str:
    event = Event("S-01@x", START, 45, summary, description)
    return calendar([event], **{"title": "Acme", "stamp": STAMP, "revision": 7, **more})


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value(text: str, name: str) -> str:
    [found] = [line for line in unfolded(text) if line.startswith(f"{name}:")]
    return found.partition(":")[2]


def unescaped(written: str) -> str:
    found, escaped = "", False
    for letter in written:
        if escaped:
            found += "\n" if letter in "nN" else letter
            escaped = False
        elif letter == "\\":
            escaped = True
        else:
            found += letter
    return found


class TestTheFile:
    def test_is_this_one(self):
        assert made(description="Asked: desk\n2 questions") == WHOLE.replace("\n", "\r\n")

    def test_has_floating_times_and_a_stamp_in_utc(self):
        east = STAMP.astimezone(timezone(timedelta(hours=8)))
        assert value(made(stamp=east), "DTSTAMP") == "20261120T180000Z"
        assert not value(made(), "DTSTART").endswith("Z")

    def test_has_no_alarm_and_no_empty_description(self):
        assert "VALARM" not in made()
        assert "DESCRIPTION" not in made(description=" ")

    def test_without_events_is_still_a_calendar(self):
        assert unfolded(calendar([], title="x", stamp=STAMP, revision=1))[-1] == "END:VCALENDAR"


class TestTexts:
    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("a, b; c\\d", r"a\, b\; c\\d"),
            ("END:VEVENT\r\nEND:VCALENDAR", "END:VEVENT END:VCALENDAR"),
            ("x\x1b[31m\u202e", "x␛[31m<U+202E>"),
            ("=cmd|' /C calc'!A0 [/b] <b>", "=cmd|' /C calc'!A0 [/b] <b>"),
        ],
    )
    def test_of_a_person_stay_texts(self, said, written):
        assert value(made(summary=said), "SUMMARY") == written

    @given(st.text())
    def test_come_back_as_they_are_shown(self, said):
        text = made(description=f"a{said}")
        lines = said.replace("\r\n", "\n").replace("\r", "\n")
        assert unescaped(value(text, "DESCRIPTION")) == visible(f"a{lines}")

    @given(st.text(), st.text())
    def test_never_make_a_line_of_their_own(self, summary, description):
        text = made(summary=summary, description=f"a{description}", title=summary)
        assert len(unfolded(text)) == 16
        assert text.count("BEGIN:") == 2 + summary.count("BEGIN:") * 2 + description.count("BEGIN:")


class TestFolding:
    @given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
    def test_splits_into_lines_of_75_octets_never_inside_a_character(self, text):
        parts = list(line_parts(text))
        assert all(len(part.encode()) <= OCTETS for part in parts)
        assert all(part.startswith(" ") for part in parts[1:])
        assert parts[0] + "".join(part[1:] for part in parts[1:]) == text

    def test_uses_the_room_there_is(self):
        assert [len(part.encode()) for part in line_parts("x" * 150)] == [75, 75, 2]
        assert [len(part) for part in line_parts("中" * 30)] == [25, 6]
