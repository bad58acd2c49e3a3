"""The report: a diagnosis printed through templates, as Markdown and as HTML."""
