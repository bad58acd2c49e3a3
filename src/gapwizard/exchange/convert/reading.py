"""A file of whatever format as a framework: what it is, is seen by its content and its ending."""

import re
from dataclasses import dataclass
from pathlib import Path

from gapwizard.errors import Refused
from gapwizard.exchange.convert import ciso, oscal, table
from gapwizard.exchange.convert.builder import Built, build
from gapwizard.exchange.convert.parsing import MAX_BYTES, parse_json, parse_yaml
from gapwizard.exchange.convert.source import Framework, Worded
from gapwizard.exchange.convert.words import id_of, tag_of
from gapwizard.exchange.table import read_limited
from gapwizard.i18n import _

HEAD = 4096
"""Bytes of a file by which its format is known."""
YAML = (".yaml", ".yml")
_YAML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s*#[^\n]*\n|\s*\n)*(?:%YAML|---|(?:urn|catalog|objects|profile)\s*:)"
)
_SHEET = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class ConvertOptions:
    """What a person says of a framework that its file does not say, or says otherwise."""

    id: str = ""
    version: str = ""
    title: str = ""
    language: str = ""
    notice: str = ""
    encoding: str | None = None
    ignore: tuple[str, ...] = ()


def _check(options: ConvertOptions) -> None:
    """Raise Refused for what is no id or language tag."""
    for option, written in (("--id", options.id), ("--version", options.version)):
        if written and id_of(written) != written:
            raise Refused(
                _("{option} {written!r}: letters, digits, - _ and . only"),
                option=option,
                written=written,
            )
    if options.language and tag_of(options.language) is None:
        raise Refused(
            _("--language {written!r}: no language tag; some are en, zh-Hans, fr"),
            written=options.language,
        )


def convert(path: Path, options: ConvertOptions) -> tuple[Framework, Built]:
    """Read a framework and build its questionnaire. Raises Refused or Unreadable."""
    _check(options)
    source = _overruled(_read(path, options), options)
    return source, build(source, str(path))


def _read(path: Path, options: ConvertOptions) -> Framework:
    raw, name = read_limited(path, MAX_BYTES), str(path)
    language = tag_of(options.language) or ""
    start = raw[:HEAD].lstrip(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise Refused(
            _("{name}: XML, which is not read; an OSCAL catalogue is, as JSON or YAML"), name=name
        )
    if raw.startswith(_SHEET):
        return table.read(path, language, options.encoding, options.ignore)
    ending = path.suffix.casefold()
    if ending == ".json" or start.startswith(b"{"):
        return _of(parse_json(raw, name), name, language, "JSON")
    if ending in YAML or _YAML.match(raw[:HEAD]):
        return _of(parse_yaml(raw, name), name, language, "YAML")
    return table.read(path, language, options.encoding, options.ignore)


def _of(data: object, name: str, language: str, how: str) -> Framework:
    """The framework in parsed data. Raises Refused with what it is instead."""
    if isinstance(data, dict):
        if oscal.is_oscal(data):
            return oscal.read(data, name, language)
        if ciso.is_library(data):
            return ciso.read(data, name, language)
        if data.get("format") in ("1", 1) and "clauses" in data:
            raise Refused(
                _(
                    "{name}: a questionnaire of ours already: `gapwizard new NAME --questionnaire {name}`"
                ),
                name=name,
            )
    raise Refused(
        _(
            "{name}: {how}, and neither a library of CISO Assistant nor an OSCAL catalogue; a plain "
            "table of id, title and text (CSV, xlsx) is read too"
        ),
        name=name,
        how=how,
    )


def _overruled(source: Framework, options: ConvertOptions) -> Framework:
    """What the file says, where nobody says otherwise."""
    source.id = options.id or source.id
    source.version = options.version or source.version
    if options.title:
        source.title = Worded(options.title)
    if options.notice:
        source.notice = Worded(options.notice)
    return source
