"""Evidence as a person types it: with the sample it begins with, or with one that is drawn."""

import secrets

from gapwizard.domain.evidence import Evidence, parse_item, sampled
from gapwizard.domain.sample import SEEDS, with_draw


def typed_item(written: str) -> Evidence:
    """Read one item; `record: ?/120 tickets` draws a sufficient sample of 120. Raises Refused."""
    return sampled(with_draw(parse_item(written), secrets.randbelow(SEEDS)))
