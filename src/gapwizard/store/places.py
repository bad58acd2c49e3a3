"""Where the assessments of a data folder lie: a folder each, named by its id."""

from pathlib import Path

from gapwizard import paths
from gapwizard.errors import Refused, nearest
from gapwizard.i18n import _
from gapwizard.store import index
from gapwizard.store.plain import disk_words


@disk_words()
def folder_of(data: Path, name: str) -> Path:
    """The folder of an assessment. Raises Refused with the nearest id."""
    folder = paths.inside(data, name)
    if folder is not None and index.stamp_of(folder):
        return folder
    known = names(data)
    if name in known:
        raise Refused(
            _("{data}: a folder called {name!r} cannot be opened: give it a plain name"),
            data=data,
            name=name,
        )
    near = nearest(name, known)
    hint = (
        _("; the nearest is {near!r}").format(near=near)
        if near
        else _("; `gapwizard list` shows what there is in {data}").format(data=data)
    )
    raise Refused(_("there is no assessment {name!r}{hint}"), name=name, hint=hint)


@disk_words()
def names(data: Path) -> list[str]:
    """The ids of all assessments."""
    if not data.is_dir():
        return []
    return sorted(entry.name for entry in data.iterdir() if index.stamp_of(entry))
