"""The responsibilities screen: clauses by departments."""
