"""What the header says of the disk, as it follows from what was flushed and from what waits."""

from typing import TYPE_CHECKING

from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


def all_saved(session: "Session | None", *, typing: bool) -> bool:
    """Tell whether nothing waits: no text in an editor, no act in the queue, none refused."""
    writer = session.writer if session is not None else None
    if writer is None:
        return True
    return writer.problem is None and not writer.pending and not typing


def is_writing(session: "Session | None") -> bool:
    """Tell whether an act is on its way to the disk."""
    writer = session.writer if session is not None else None
    return writer is not None and writer.problem is None and bool(writer.pending)


def words(session: "Session | None", *, typing: bool, demo: bool = False) -> str:
    """Say whether everything is saved, since when, and what is odd about it; of a demo nothing is."""
    if session is None:
        return ""
    writer = session.writer
    if writer is None:
        return _("locked: read only") if session.assessment.about.locked else _("read only")
    if writer.problem is not None:
        return _("NOT SAVED: {why}").format(why=writer.problem)
    if demo:
        return _("nothing is kept")
    if not all_saved(session, typing=typing):
        return _("not saved yet")
    if writer.saved_at is None:
        return _("rev {revision}").format(revision=session.revision)
    time = f"{writer.saved_at:%H:%M:%S}"
    if writer.folder.conflict:
        return _("saved {time}, CONFLICT: both versions kept").format(time=time)
    if writer.behind:
        return _("saved {time}, the file is behind: {why}").format(time=time, why=writer.behind)
    return _("saved {time}").format(time=time)
