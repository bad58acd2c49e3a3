"""Parts of the interview screen: its keys, its place, and what its panes paint."""
