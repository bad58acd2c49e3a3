"""Frameworks of others made into questionnaires of ours: one file for each format, and one builder.

A reader turns a file into a tree of branches and what is asked in them (`source`), the builder
(`builder`) turns the tree into clauses, questions and translations. Whatever finds no place is
noted in the ledger, never dropped in silence.
"""
