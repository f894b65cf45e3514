"""A clause and a patient to yes, no or unknown: one module per idea."""
