"""The demo: a finished assessment of an invented IT service provider."""
