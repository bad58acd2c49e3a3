"""What comes in, laid beside what is here: sheets, lists, registers, folders, copies, disputes.

Each module makes a `Staging` of one kind of thing; one act takes in what was chosen of it.
"""
