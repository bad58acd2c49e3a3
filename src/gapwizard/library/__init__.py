"""Questionnaires: read from files, merged, translated, linted, and found by id and version."""
