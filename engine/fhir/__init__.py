"""Bytes to records: unwrap, project, normalise, note problems."""
