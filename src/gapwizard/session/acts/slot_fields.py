"""The fields of a slot as they are typed: days, times, minutes, and what is named."""

import re
import unicodedata
from datetime import date, time

from gapwizard.errors import Refused
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.acts import fields
from gapwizard.session.acts.names import line

YEARS = (1970, 2199)
"""A date outside is a slip of the finger."""


CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def day_of(key: str, written: str) -> date:
    """Read a day. Raises Refused."""
    found = fields.day(key, written)
    if not isinstance(found, date) or not YEARS[0] <= found.year <= YEARS[1]:
        raise Refused(
            _("{key}: {written!r} is no date; write it as 2026-11-30"), key=key, written=written
        )
    return found


def _start(key: str, written: str) -> object:
    found = CLOCK.fullmatch(unicodedata.normalize("NFKC", written).strip())
    if found is None:
        raise Refused(
            _("{key}: {written!r} is no time; write it as 09:30"), key=key, written=written
        )
    return time(int(found[1]), int(found[2]))


def _minutes(key: str, written: str) -> object:
    return whole(key, written, 5, 720)


def whole(key: str, written: str, least: int, most: int) -> int:
    """Read a whole number within limits. Raises Refused."""
    plain = unicodedata.normalize("NFKC", written).strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 9) or not (
        least <= int(plain) <= most
    ):
        raise Refused(
            _("{key}: {written!r} is no whole number from {least} to {most}"),
            key=key,
            written=written,
            least=least,
            most=most,
        )
    return int(plain)


def _language(key: str, written: str) -> object:
    known = {tag.casefold(): tag for tag in LANGUAGES}
    found = known.get(written.strip().casefold())
    if found is None:
        raise Refused(
            _("{key}: {written!r} is none of {words}"),
            key=key,
            written=written,
            words=", ".join(LANGUAGES),
        )
    return found


def _done(key: str, written: str) -> object:
    return fields.yes_or_no(key, written) is True


SLOT: dict[str, fields.Parser] = {
    "day": day_of,
    "start": _start,
    "minutes": _minutes,
    "topic": line,
    "clauses": fields.text,
    "department": fields.text,
    "roles": fields.text,
    "interviewer": line,
    "note_taker": line,
    "language": _language,
    "done": _done,
    "summary": fields.text,
}
