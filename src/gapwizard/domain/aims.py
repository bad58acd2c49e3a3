"""What an assessment is for: a certificate, or improvement without one.

Source: guide 000: an organisation may use the standard to improve its services and leave the audit out.
"""

from typing import Literal

from gapwizard.i18n import N_

Aim = Literal["certificate", "improvement"]
AIMS: dict[Aim, str] = {
    "certificate": N_("a certificate"),
    "improvement": N_("improvement, without a certificate"),
}
"""In words, marked for translation."""
