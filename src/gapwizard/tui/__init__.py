"""The terminal app: screens show values and post messages; the session decides."""
