"""What a replay would have meant: figures, a page and JSON of one output."""
