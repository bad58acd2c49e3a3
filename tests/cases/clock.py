"""A clock that is put forward, for what is to be the same at any time."""

import datetime as days
import sys
import time
from datetime import datetime, timedelta, tzinfo

import pytest

MOVED = ("docx.", "gapwizard.", "xlsxwriter.")
"""What looks at the clock while a file is made."""


class _Either(type):
    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, datetime)


class _Later(datetime, metaclass=_Either):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(hours=1)


def an_hour_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be an hour later from now on."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3600)
    for name, module in list(sys.modules.items()):
        if name.startswith(MOVED) and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", _Later)
    monkeypatch.setattr(days, "datetime", _Later)
