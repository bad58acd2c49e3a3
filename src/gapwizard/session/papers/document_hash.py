"""What a look at a document's file found, beside the look before it."""

from typing import NamedTuple

from gapwizard.i18n import _, parts
from gapwizard.session.acts import documents
from gapwizard.session.local_file import Look
from gapwizard.session.session import Session


class Hashed(NamedTuple):
    """A look compared with the one before."""

    look: Look
    before: str
    """The hash kept so far; empty for the first look."""
    since: str
    """Day of the look before, empty for the first one."""

    @property
    def changed(self) -> bool:
        """Whether the file is another one than at the look before."""
        return bool(self.before) and self.before != self.look.sha256


def keep(session: Session, name: str, look: Look) -> Hashed:
    """Keep what was found and compare it. Raises Refused when the location changed meanwhile."""
    act = documents.keep_hash(session.moment, name, look)
    hashed = Hashed(look, session.assessment.documents[name].sha256, _last(session, name))
    session.do(act)
    return hashed


def told(hashed: Hashed, *, paths: bool = True) -> str:
    """Say what a look found; without `paths` it names no place."""
    short = f"sha256 {hashed.look.sha256[:12]}"
    if not hashed.before:
        said = [_("hash kept: {hash}").format(hash=short)]
    elif hashed.changed:
        said = [_("CHANGED since {day}: {hash}").format(day=hashed.since, hash=short)]
    else:
        said = [_("the same as on {day}: {hash}").format(day=hashed.since, hash=short)]
    if hashed.look.followed is not None:
        where = hashed.look.followed
        said.append(
            _("a link was followed to {path}").format(path=where)
            if paths
            else _("a link was followed")
        )
    return parts(said)


def _last(session: Session, name: str) -> str:
    """The day on which the hash that stands there was kept; empty for none."""
    kept = session.assessment.documents[name].sha256
    days = [
        entry.at[:10]
        for entry, change in session.entries_on("documents", name)
        if (change.new or {}).get("sha256", "") == kept != (change.old or {}).get("sha256", "")
    ]
    return days[-1] if days else ""
