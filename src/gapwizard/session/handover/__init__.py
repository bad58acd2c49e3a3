"""What leaves for other eyes or other machines: bundles, and assessments without names.

`redaction` takes out what is private, by the `fields` that may hold it, the `scrubber` that finds
names, and what a person decided of the `places` it found; `forbidden_words` searches the outcome.
"""
