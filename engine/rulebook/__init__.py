"""A rule file as frozen models: loading, English, digest. Never a patient."""
