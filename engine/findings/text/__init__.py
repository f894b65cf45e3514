"""Free text -> findings in clinic words: `reader.TextReader` is the door."""
