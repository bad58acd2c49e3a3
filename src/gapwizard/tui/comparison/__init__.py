"""The comparison screen: last time beside now."""
