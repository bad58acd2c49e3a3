"""The steps of a new assessment."""
