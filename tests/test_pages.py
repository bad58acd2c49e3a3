"""Every file that a page for developers or users names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")))
NAMED = re.compile(
    r"`((?:src/gapwizard|tests|benchmarks|docs|templates|questionnaires|domain|store|library|report"
    r"|exchange|session|tui|cli|demo)/[\w./-]+\.(?:py|md|json|toml))`"
)
EXAMPLES = re.compile(r"NAME|NOUN|X\.|\.\.\.")


@pytest.mark.parametrize("page", PAGES)
def test_names_files_that_are_there(page: str) -> None:
    named = NAMED.findall((ROOT / page).read_text(encoding="utf-8"))
    gone = [
        name
        for name in named
        if not EXAMPLES.search(name)
        and not any((ROOT / place / name).exists() for place in ("", "src/gapwizard"))
    ]
    assert gone == []


def test_looks_at_pages_that_name_some() -> None:
    every = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    assert len(NAMED.findall(every)) > 20
