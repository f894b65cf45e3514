"""Free text -> findings in clinic words (`reader`), a folder a step:

1. `wording`: letters to known words, with `timing`, the times that are written.
2. `phrases`: words to marks, the phrases of the lexicon, and ConText's triggers.
3. `functions`: "sensation intact R, reduced L" as findings.
4. `persons`, `forms`: whom a line is about, and what a form answers.
5. `clauses` (`sentence`): which side, site and time belong to which finding.
6. `certainty`: what a trigger reaches, and what is there whatever it says.
7. `framing`: whether it is real, and when it was.
8. `statement`, `told`: what the text states, each statement once.

A folder uses those that stand before it in `pyproject.toml`, and no other.

A new wording is a phrase in `rules/findings`; a new way of denying, dating or
attributing is a module of 6 or 7 that `sureness` or `frame` asks. Each is tried by
lines of what is there (`tests/findings/lines_there.jsonl`) before anything, and by
somebody else (DECISIONS 55).
"""
