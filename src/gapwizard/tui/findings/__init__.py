"""The findings screen: the list, a card, and what is decided."""
