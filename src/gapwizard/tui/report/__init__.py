"""The report screen: sections, checks, source, files."""
