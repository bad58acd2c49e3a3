"""Assessments on disk: one folder each, a TinyDB file and a history, safe against a crash."""
