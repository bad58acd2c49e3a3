"""Draw the interview screen for the README: the app itself, on the demo, saved as SVG."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


async def draw(folder: Path) -> str:
    """Open the demo at the question on priorities and give the picture."""
    from gapwizard.demo import sample
    from gapwizard.tui.app import GapwizardApp
    from gapwizard.tui.kit.host import Handed

    name = sample.create(folder)
    app = GapwizardApp(folder, opened=name, remember=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.visit("interview", handed=Handed(question="8.6.1-Q02"))
        await pilot.pause()
        await pilot.press("*")
        await pilot.pause()
        return app.export_screenshot(title="gapwizard")


def without_network(svg: str) -> str:
    """Drop the web fonts, so that looking at the picture asks nobody for anything."""
    return re.sub(r"@font-face\s*\{[^}]*\}", "", svg)


def main() -> None:
    """Write docs/interview.svg."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["GAPWIZARD_CONFIG"] = name
        svg = asyncio.run(draw(Path(name)))
    (HERE / "interview.svg").write_text(without_network(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
