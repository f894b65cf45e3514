"""Outcomes to CDS Hooks cards: what a clinician sees."""
