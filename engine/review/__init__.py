"""For authors and reviewers of rules: made-up patients and what they show."""
