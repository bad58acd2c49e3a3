"""What changes an assessment: one module per kind of thing."""
