"""The commands: one file for each thing they are about, imported when one of them is called.

`cli/root.py` says which command stands in which file. Most of what a command needs is imported
in its functions, so that `gapwizard COMMAND --help` stays quick.
"""
