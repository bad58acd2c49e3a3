"""Parameters of an OSCAL catalogue, resolved into the prose that inserts them."""

import re
from collections.abc import Iterator, Mapping

from gapwizard.domain.strict_json import Json
from gapwizard.exchange.convert.parsing import entries, plain, text, texts
from gapwizard.exchange.convert.source import Ledger
from gapwizard.exchange.convert.words import flat, spoken
from gapwizard.i18n import N_, _

_INSERT = re.compile(r"\{\{\s*(?:insert:\s*)?(?:param[,:]\s*)?([^\s{}]+)\s*\}\}")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,1000})\)")
_MARKS = re.compile(r"^#{1,6} +|\*\*([^*\n]+)\*\*", re.MULTILINE)
"""What Markdown says of headings and bold words."""
DEEPEST = 5
"""Parameters inside the choices of others."""


class Params:
    """The parameters of a whole catalogue by their ids, and prose with them put in."""

    def __init__(self, catalogue: Json, ledger: Ledger, language: str) -> None:
        """Collect them wherever they stand."""
        self._params = {text(one, "id"): one for one in _all(catalogue)}
        self._ledger, self._language = ledger, language
        for name, one in self._params.items():
            if one.get("constraints"):
                ledger.leave(_("constraints of parameters"), name)

    def prose(self, written: str) -> str:
        """Prose with each parameter by its value, else by its choices or label in brackets."""
        return self._filled(_plainly(written), 0)

    def _filled(self, written: str, depth: int) -> str:
        if "{{" not in written:
            return written
        return _INSERT.sub(lambda found: self._value(found[1], depth), written)

    def _value(self, name: str, depth: int) -> str:
        param = self._params.get(name)
        if param is None or depth > DEEPEST:
            self._ledger.leave(_("parameters that are not there, or insert themselves"), name)
            return f"[{name}]"
        values = texts(param, "values") or texts(param, "value")
        if values:
            return self._filled("; ".join(values), depth + 1)
        select = param.get("select")
        if isinstance(select, dict) and (choices := texts(select, "choice")):
            told = "; ".join(self._filled(one, depth + 1) for one in choices)
            many = text(select, "how-many") == "one-or-more"
            words = N_("one or more of: {choices}") if many else N_("one of: {choices}")
            return f"[{spoken(self._language, words, choices=told)}]"
        guide = next((plain(one.get("prose")) for one in entries(param, "guidelines")), "")
        label = self._filled(text(param, "label"), depth + 1) or flat(guide)
        return f"[{label or name}]"


def _plainly(written: str) -> str:
    """Prose without Markdown, with the words of its links; where one leads elsewhere, its address stays."""
    plain = _MARKS.sub(r"\1", written)
    return _LINK.sub(
        lambda found: found[1] if found[2].startswith("#") else f"{found[1]} ({found[2]})", plain
    )


def _all(holder: Mapping[str, object]) -> Iterator[Json]:
    stack: list[Mapping[str, object]] = [holder]
    while stack:
        one = stack.pop()
        yield from entries(one, "params")
        stack += entries(one, "groups") + entries(one, "controls")
