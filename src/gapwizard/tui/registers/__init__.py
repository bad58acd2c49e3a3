"""The registers that the questionnaire declares."""
