"""One screen a file, over the base in `base`."""
