"""Records to findings: what, present or absent, where, since when, how sure."""
