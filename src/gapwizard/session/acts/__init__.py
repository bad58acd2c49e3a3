"""What changes an assessment: pure functions that make acts, one module for each kind of thing.

Each takes the moment (or its diagnosis) and what was typed, and raises Refused for what is wrong;
`Session.do` carries the act out.
"""
