"""Yardstick: a Textual app with one label."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class LabelApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """Show it."""
        yield Label("ready")


if __name__ == "__main__":
    LabelApp().run()
