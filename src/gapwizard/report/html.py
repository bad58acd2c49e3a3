"""A Markdown report becomes one HTML page that asks nothing of any other machine.

It is made for reading in a browser and printing on paper: cover, contents and style are inside, HTML
of a typed text is shown as text, and a policy in the page lets no script run but the one below, which
sorts a table by the column whose heading is pressed.
"""

import base64
import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gapwizard.i18n import _
from gapwizard.report.blocks import split_front
from gapwizard.report.cover import client_of, signs_of, told_of
from gapwizard.report.markdown import visible

STYLE = """
:root { color-scheme: light dark; --ink: #14181d; --paper: #fff; --line: #9aa3ad; --head: #dce3ec;
  --full: #5b7fa6; --empty: #e3e8ee; --dim: #55606b }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #15191e; --line: #55606b;
  --head: #2a333d; --full: #7fa3cb; --empty: #2a333d; --dim: #aab3bd } }
@page { size: A4; margin: 20mm 18mm }
body { font: 11pt/1.5 Calibri, Arial, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: break-word }
h1, h2, h3, h4, h5 { line-height: 1.25; break-after: avoid }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5em }
.cover { border-bottom: 2px solid var(--line); margin-bottom: 2em; padding-bottom: 1em }
.cover h1 { margin-bottom: 0 } .cover p { margin: .2em 0 } .cover .status { font-weight: bold }
nav ol { list-style: none; padding-left: 0 } nav ol ol { padding-left: 1.5em }
nav a, h2 a { color: inherit }
.wide { overflow-x: auto } img { max-width: 100%; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 10pt }
th, td { border: 1px solid var(--line); padding: .25em .5em; text-align: left;
  vertical-align: top; word-break: normal; hyphens: manual }
thead { display: table-header-group }
th { background: var(--head) }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: left;
  cursor: pointer }
th[aria-sort=ascending] button::after { content: " ▲" }
th[aria-sort=descending] button::after { content: " ▼" }
tr { break-inside: avoid }
.bar { display: inline-block; width: 9em; height: .8em; background: var(--empty);
  vertical-align: middle }
.bar i { display: block; height: 100%; background: var(--full) }
code { font-family: Consolas, Menlo, monospace; white-space: pre }
@media print { :root { --ink: #000; --paper: #fff; --line: #888; --head: #e6e9ed; --full: #5b7fa6;
  --empty: #e3e8ee; --dim: #444 } body { max-width: none; margin: 0; padding: 0 }
  h2 { break-before: page } nav { break-after: page } .bar, .bar i { print-color-adjust: exact }
  .wide { overflow: visible } }
"""

SCRIPT = r"""
document.addEventListener('click', function (event) {
  var head = event.target.closest('th[aria-sort]'); if (!head) return;
  var at = head.cellIndex, body = head.closest('table').tBodies[0];
  var up = head.getAttribute('aria-sort') !== 'ascending';
  Array.from(head.parentNode.cells).forEach(function (other) { other.setAttribute('aria-sort', 'none') });
  head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
  var figure = /^[+-]?\d+(\.\d+)?( ?(%|[a-z天]+))?$/;
  var rows = Array.from(body.rows).map(function (row) {
    return { row: row, text: row.cells[at] ? row.cells[at].textContent.trim() : '' } });
  var figures = rows.some(function (one) { return /^-/.test(one.text) }) &&
    rows.every(function (one) { return figure.test(one.text) });
  rows.sort(function (a, b) {
    var by = figures ? parseFloat(a.text) - parseFloat(b.text)
      : a.text.localeCompare(b.text, document.documentElement.lang, { numeric: true });
    return up ? by : -by });
  rows.forEach(function (one) { body.appendChild(one.row) });
});
"""
"""Sorts a table by the column whose heading is pressed; without it the page is the same."""
_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; script-src 'sha256-{_HASH}'"
"""What the page may load: its own style, pictures beside it, and this one script."""

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{front}{contents}{body}<script>{script}</script>
</body>
</html>
"""
_DRAWN = re.compile(r"<code>(#*)(\.*)</code>")
"""A bar of text; code that a person typed is none unless it is nothing else."""
CONTENTS = 3
"""The deepest level of headings that the contents name."""
COLUMNS = 3
"""Columns below which a table is a form, whose rows have their order."""
FEWEST = 6
"""Headings below which a paper has no contents."""


def to_html(markdown: str, title: str, pictures: Mapping[str, str] | None = None) -> str:
    """A self-contained page; what the front matter says stands on its cover.

    `pictures` are its charts as SVG, by the names they have in it: they go into the page.
    """
    front, text = split_front(markdown)
    parser = MarkdownIt("js-default", {"html": False, "linkify": False})
    tokens = parser.parse(text)
    found = _headings(tokens)
    tokens = _without_title(tokens, front)
    _set_heads(tokens)
    return PAGE.format(
        lang=html.escape(front.get("lang", "en")),
        policy=html.escape(POLICY),
        title=html.escape(visible(title)),
        style=STYLE,
        front=_cover(front),
        contents=_contents(found),
        body=_framed(parser.renderer.render(tokens, parser.options, {}), pictures or {}),
        script=SCRIPT,
    )


def _headings(tokens: Sequence[Token]) -> list[tuple[int, str, str]]:
    """Name every heading by a place in the page; gives level, place and words of each.

    In the page none is more than one level below the heading before it, as readers of screens expect.
    """
    found: list[tuple[int, str, str]] = []
    shown = 0
    for at, (opened, inside) in enumerate(pairwise(tokens)):
        if opened.type == "heading_open":
            name, level = f"s{len(found) + 1}", int(opened.tag[1])
            opened.attrSet("id", name)
            words = "".join(t.content for t in inside.children or () if t.type != "softbreak")
            found.append((level, name, words))
            shown = min(level, shown + 1)
            opened.tag = tokens[at + 2].tag = f"h{shown}"
    return found


def _set_heads(tokens: Sequence[Token]) -> None:
    """Let headings of columns say that they are some, as buttons where a table can be sorted.

    One whose first cells stand for the rows below, and a form, are read from top to bottom.
    """
    sortable = False
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            sortable = _is_sortable(tokens, at)
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            if sortable:
                token.attrSet("aria-sort", "none")
                inside = tokens[at + 1]
                button, end = '<button type="button">', "</button>"
                inside.children = [_markup(button), *(inside.children or ()), _markup(end)]


def _markup(tag: str) -> Token:
    """Markup of ours beside what somebody typed, which is none."""
    return Token("html_inline", "", 0, content=tag)


def _is_sortable(tokens: Sequence[Token], at: int) -> bool:
    """Whether the table that begins at a place has columns enough, all with a name, and a first cell in every row."""
    end = at
    while tokens[end].type != "table_close":
        end += 1
    table = tokens[at:end]
    first = [
        table[n + 2].content.strip()
        for n, token in enumerate(table)
        if token.type == "tr_open" and table[n + 1].type == "td_open"
    ]
    heads = [
        table[n + 1].content.strip() for n, token in enumerate(table) if token.type == "th_open"
    ]
    return all(first) and all(heads) and len(heads) >= COLUMNS


def _without_title(tokens: list[Token], front: Mapping[str, str]) -> list[Token]:
    """Leave the first heading out where the cover says it."""
    if front.get("title") and tokens and tokens[0].type == "heading_open":
        # A heading is three tokens: its beginning, its text, its end.
        return tokens[3:]
    return tokens


def _contents(found: Sequence[tuple[int, str, str]]) -> str:
    """The contents, one list in another; headings deeper than the third level are not in it."""
    named = [one for one in found if 2 <= one[0] <= CONTENTS]
    if len(named) < FEWEST:
        return ""
    title = html.escape(_("Contents"))
    parts, deep = [f"<nav>\n<h2>{title}</h2>\n<ol>\n"], False
    for level, place, words in named:
        if (level > 2) is not deep:
            parts.append("<li><ol>\n" if not deep else "</ol></li>\n")
            deep = not deep
        parts.append(f'<li><a href="#{place}">{html.escape(words)}</a></li>\n')
    return "".join((*parts, "</ol></li>\n" if deep else "", "</ol>\n</nav>\n"))


def _framed(body: str, pictures: Mapping[str, str]) -> str:
    """Tables that scroll by themselves on a narrow screen, bars drawn, and charts inside the page."""
    for name, svg in pictures.items():
        inside = base64.b64encode(svg.encode()).decode()
        body = body.replace(f'src="{name}"', f'src="data:image/svg+xml;base64,{inside}"')
    body = body.replace("<table>", '<div class="wide"><table>')
    body = body.replace("</table>", "</table></div>")
    return _DRAWN.sub(_bar, body)


def _bar(found: re.Match[str]) -> str:
    full, empty = len(found[1]), len(found[2])
    if full + empty < 5:  # no bar: some code that a person typed
        return found[0]
    share = 100 * full // (full + empty)
    return f'<span class="bar"><i style="width:{share}%"></i></span>'


def _cover(front: Mapping[str, str]) -> str:
    """What a reader sees first; a key without a value leaves no gap."""
    if not front.get("title"):
        return ""
    lines = [f"<h1>{html.escape(front['title'])}</h1>"]
    lines += [
        f'<p class="{key}">{html.escape(words)}</p>'
        for key, words in (("subtitle", client_of(front)), ("status", front.get("status", "")))
        if words
    ]
    lines += [
        f"<p>{html.escape(words)}</p>" for words in (*told_of(front).values(), *signs_of(front))
    ]
    inside = "\n".join(lines)
    return f'<header class="cover">\n{inside}\n</header>\n'
