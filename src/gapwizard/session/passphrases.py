"""Who is asked for a passphrase when an encrypted assessment is opened."""

from gapwizard.store.cipher import ask_with

__all__ = ["ask_with"]
