"""A template of the user's own, begun as a copy of ours."""

from pathlib import Path

from gapwizard.errors import Refused, Unreadable
from gapwizard.folders import private
from gapwizard.i18n import _
from gapwizard.report.environment import own_folder
from gapwizard.report.own_templates import row_of
from gapwizard.session.papers import output


def copy(name: str, folder: Path | None) -> Path:
    """Copy one of our templates into a folder, the user's own where none is named; gives its path.

    Raises Refused for a name that is not there, and for a file that is; Unreadable.
    """
    row = row_of(name)
    target = (folder if folder is not None else own_folder()) / row.name
    if target.exists() or target.is_symlink():
        raise Refused(
            _("{path} is there already, and no own template is written over"), path=target
        )
    try:
        private(target.parent)
    except OSError as problem:
        raise Unreadable(
            _("{path} could not be written: {why}"), path=target, why=problem.strerror or problem
        ) from problem
    return output.hand_out(target, row.ours.read_bytes(), force=False)
