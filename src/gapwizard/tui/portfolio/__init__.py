"""Home: all assessments."""
