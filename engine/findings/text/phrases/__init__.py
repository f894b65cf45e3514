"""Words -> marks: the phrases of the lexicon, and ConText's triggers.

`matching` finds phrases (`spans`, `loose`, `grouped`, `idioms`), `edges` what
`triggers` and `context_rules` reach; `meaning` leaves out what means something else.
"""
