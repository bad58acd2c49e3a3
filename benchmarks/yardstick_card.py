"""Yardstick: a minimal Textual app with a tree and one card that is re-filled in place."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Static, Tree

QUESTIONS = 286


class CardApp(App[None]):
    """A key moves to the next question: the tree's label and the card change."""

    at = 0

    def compose(self) -> ComposeResult:
        """Tree and card."""
        with Horizontal():
            yield Tree("clauses")
            yield Static("question 0", markup=False)

    def on_mount(self) -> None:
        """Fill the tree."""
        tree = self.query_one(Tree)
        tree.can_focus = False
        tree.root.expand()
        for number in range(QUESTIONS):
            tree.root.add_leaf(f"question {number}")

    def on_key(self, event: Key) -> None:
        """Rate and go on."""
        tree = self.query_one(Tree)
        tree.root.children[self.at].set_label(f"[{event.key}] question {self.at}")
        self.at += 1
        tree.move_cursor(tree.root.children[self.at])
        self.query_one(Static).update(f"question {self.at}\n\n" + "What is true here? " * 12)


if __name__ == "__main__":
    CardApp().run()
