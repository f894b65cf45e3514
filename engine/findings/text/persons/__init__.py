"""Whom a line is about: the patient, who calls for him, or somebody else."""
