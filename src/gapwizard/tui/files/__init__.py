"""The file plan: which files to write, what each holds, and how far it is."""
