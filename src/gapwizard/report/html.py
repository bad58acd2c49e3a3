"""A Markdown report becomes one HTML page that needs nothing else and runs nothing.

It is made for reading in a browser and printing on paper: the style is inside, HTML of a typed text is
shown as text, and a policy in the page keeps scripts and other machines out.
"""

import html
import json

from markdown_it import MarkdownIt

from gapwizard.report.markdown import visible

STYLE = """
@page { size: A4; margin: 20mm 18mm }
body { font: 11pt/1.5 Calibri, Arial, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: #111; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid }
h2 { border-bottom: 1px solid #888; margin-top: 2.5em }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 10pt }
th, td { border: 1px solid #999; padding: .25em .5em; text-align: left; vertical-align: top }
thead { display: table-header-group }
th { background: #eee }
tr { break-inside: avoid }
code { font-family: Consolas, Menlo, monospace; white-space: pre }
@media print { body { max-width: none; margin: 0; padding: 0 } h2 { break-before: page } }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
"""What the page may load: its own style, pictures beside it, and no script at all."""

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
{front}{body}</body>
</html>
"""


def to_html(markdown: str, title: str) -> str:
    """A self-contained page; the front matter stands on top of it as a table."""
    front, text = split_front(markdown)
    parser = MarkdownIt("js-default", {"html": False, "linkify": False})
    return PAGE.format(
        lang=html.escape(front.get("lang", "en")),
        policy=html.escape(POLICY),
        title=html.escape(visible(title)),
        style=STYLE,
        front=_table(front),
        body=parser.render(text),
    )


def split_front(markdown: str) -> tuple[dict[str, str], str]:
    """Take the front matter off: its keys with their values, and the text without it."""
    lines = markdown.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return {}, markdown
    end = lines.index("---", 1)
    pairs = (line.partition(": ") for line in lines[1:end] if ": " in line)
    return {key: _plain(value) for key, _colon, value in pairs}, "\n".join(lines[end + 1 :])


def _plain(value: str) -> str:
    """Read a quoted value, or a list of them, as words."""
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return ", ".join(map(str, read)) if isinstance(read, list) else str(read)


def _table(front: dict[str, str]) -> str:
    if not front:
        return ""
    rows = "\n".join(
        f"<tr><th>{html.escape(key)}</th><td>{html.escape(value)}</td></tr>"
        for key, value in front.items()
    )
    return f"<table>\n{rows}\n</table>\n"
