"""The end of a slot."""
