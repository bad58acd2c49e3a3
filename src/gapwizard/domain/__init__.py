"""Pure values and rules: questionnaire and assessment in, diagnosis out.

Nothing here reads a file, a clock or a setting.
"""
