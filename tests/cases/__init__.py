"""What tests share: assessments, questionnaires, faults, and ways to look at the outcome."""
