"""The formats of a report by name; what asks only for these imports nothing else."""

FORMATS = ("md", "html", "docx", "pdf", "xlsx", "json")
"""Formats a report can be had in."""
USUAL = ("md", "html", "docx")
"""Those a newcomer gets."""
BINARY = ("docx", "pdf", "xlsx")
"""Those that no terminal shows."""
LENGTHS = ("summary", "standard", "full")
"""How much of a report is told."""
STANDARD = "standard"
