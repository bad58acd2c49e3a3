"""The documents screen: the register."""
