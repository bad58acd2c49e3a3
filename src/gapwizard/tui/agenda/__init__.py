"""The agenda screen: the interviews, day by day."""
