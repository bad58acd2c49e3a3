"""The questionnaires within reach, as faces ask for them; a session has the one it asks with."""

from gapwizard.domain.strict_json import Json
from gapwizard.library.shelf import Shelf, ShelfEntry, merged_data, title_in

__all__ = ["Shelf", "ShelfEntry", "merged_data", "schema", "title_in"]


def entry_json(entry: ShelfEntry) -> Json:
    """A questionnaire within reach, as the command lists it."""
    return {
        "id": entry.id,
        "version": entry.version,
        "title": entry.title,
        "own": entry.own,
        "path": str(entry.path),
    }


def schema() -> Json:
    """The JSON Schema of a questionnaire file."""
    from gapwizard.library import lint

    return lint.schema()
