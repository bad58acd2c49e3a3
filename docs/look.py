"""`make look`: the sample's report in every length, format and language, what is handed over beside it, and pictures.

Everything goes into the folder that is named. Word and Excel become pictures through LibreOffice, PDF
through pdftoppm, HTML through Chromium on A4 and as wide as a phone; what is not installed is said
and left out. No test needs them: a person looks.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DOTS = "60"
"""Dots of a page's picture to the inch."""


def tool(*names: str) -> str:
    """The first program that is installed; empty, with a word about it, where none is."""
    found = next((path for name in names if (path := shutil.which(name))), "")
    if not found:
        print(f"{names[0]} is not installed: its pictures are left out", file=sys.stderr)
    return found


def run(*words: str | Path) -> None:
    """Run a program; a failure is shown and ends nothing."""
    ran = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True)  # noqa: S603 - programs looked up above
    if ran.returncode:
        print(f"{words[0]}: {ran.stderr.strip()[-300:]}", file=sys.stderr)


def write(folder: Path) -> list[Path]:
    """Write the reports and give their paths."""
    with tempfile.TemporaryDirectory(prefix="gapwizard-look-") as name:
        for place in ("CONFIG", "CACHE", "LOGS"):
            os.environ[f"GAPWIZARD_{place}"] = str(Path(name) / place.lower())
        from gapwizard.demo import sample
        from gapwizard.session.papers import handout
        from gapwizard.session.papers.kinds import FORMATS, HANDOUTS, LENGTHS
        from gapwizard.session.papers.report import Edition, make
        from gapwizard.session.session import Session

        data = Path(name) / "data"
        session = Session.open(data, sample.create(data), write=False)
        paths = []
        for short, tag in LANGUAGES.items():
            made = {}
            for length in LENGTHS:
                paper = make(session, Edition(language=tag, length=length))
                # Sheets and JSON are the same in every length.
                kinds = FORMATS if length == "standard" else ("md", "html", "docx", "pdf")
                made |= {f"{length}.{short}.{kind}": paper.converted(kind) for kind in kinds}
            for piece, kinds in HANDOUTS.items():
                for kind in kinds:
                    made[f"{piece}.{short}.{kind}"] = handout.render(session, piece, kind, tag)
            for file, content in made.items():
                path = folder / file
                path.write_bytes(content)
                paths.append(path)
    return paths


def picture(paths: Sequence[Path]) -> None:
    """Make pictures of what was written, as far as there are programs for it."""
    office, dots, browser = tool("soffice"), tool("pdftoppm"), tool(*BROWSERS)
    for path in paths:
        kind, made = path.suffix, path
        if kind in (".docx", ".xlsx") and office:
            made = path.with_name(f"{path.name}.pdf")
            run(
                office,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                path.parent / "office",
                path,
            )
            (path.parent / "office" / f"{path.stem}.pdf").replace(made)
        if made.suffix == ".pdf" and dots:
            run(dots, "-png", "-r", DOTS, made, made.with_suffix(""))
        if kind == ".html" and browser:
            usual = (browser, "--headless", "--no-sandbox", "--hide-scrollbars")
            run(*usual, f"--print-to-pdf={path}.pdf", path)
            run(*usual, "--window-size=390,2400", f"--screenshot={path}.phone.png", path)


if __name__ == "__main__":
    target = Path(sys.argv[1]).resolve()
    target.mkdir(parents=True, exist_ok=True)
    picture(write(target))
    print(target)
