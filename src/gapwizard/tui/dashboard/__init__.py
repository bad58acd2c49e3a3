"""The dashboard: how far, where it fails, what to do first."""
