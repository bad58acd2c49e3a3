"""The names of the formats a report can be had in.

They stand apart so that `--help` can list them without importing a converter.
"""

FORMATS = ("md", "html", "docx", "pdf", "xlsx", "json")
"""Formats a report can be had in."""
USUAL = ("md", "html", "docx")
"""Those a newcomer gets."""
BINARY = ("docx", "pdf", "xlsx")
"""Those that no terminal shows."""
WHOLE = ("xlsx", "json")
"""Those for work on everything that was recorded: they have no sections, and one page is none of them."""
HANDOUTS = {
    "forms": ("docx", "md", "pdf"),
    "slides": ("md",),
    "attendance": ("docx", "md", "pdf"),
    "opening": ("docx", "md", "pdf"),
    "record": ("docx", "md", "pdf"),
}
"""What is handed over beside a report, with its formats; the first is the usual one."""
PAPERS = ("docx", "md", "pdf")
"""The formats that any of them has."""
EACH = ("forms", "record")
"""Those that can be had as a file for each finding or interview."""
