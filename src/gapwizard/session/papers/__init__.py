"""What is written for a reader: reports, lists, agenda, requests.

A module makes the text of its paper; `output` alone decides how it is named and written.
"""
