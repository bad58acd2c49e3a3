"""Foreign formats: CSV in, JSON out."""
