"""What is written for people and programs: reports, lists, agenda, requests, and each noun as JSON.

A module makes the text of its paper; `output` alone decides how it is named and written.
"""
