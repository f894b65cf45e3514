"""Which place, side and time belong to which finding, and where clauses begin."""
