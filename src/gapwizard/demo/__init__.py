"""The demo: finished assessments of invented IT service providers, one for each language."""
