"""The marks DEMO and CLIENT VIEW at the left end of every header."""

from textual.content import Content

from gapwizard.i18n import _
from gapwizard.tui.kit.host import Host
from gapwizard.tui.kit.text import line, plain

BADGE = "bold reverse"
"""How such a mark looks: it survives without colour."""


def badges(host: Host) -> Content:
    """The marks of now, each with a blank after it; empty for none."""
    words = (
        _("DEMO") if host.in_demo else "",
        _("CLIENT VIEW") if host.client_view else "",
    )
    return line(*(plain(f" {word} ", BADGE) + plain(" ") for word in words if word))
