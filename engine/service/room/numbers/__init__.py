"""Numbers: what the rules came to in use, over time."""
