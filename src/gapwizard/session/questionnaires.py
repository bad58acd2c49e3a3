"""The questionnaires within reach, as faces ask for them; a session has the one it asks with."""

from gapwizard.library.shelf import Shelf, ShelfEntry, merged_data, title_in

__all__ = ["Shelf", "ShelfEntry", "merged_data", "schema", "title_in"]


def schema() -> dict[str, object]:
    """The JSON Schema of a questionnaire file."""
    from gapwizard.library import lint

    return lint.schema()
