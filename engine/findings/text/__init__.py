"""Free text -> findings in clinic words (`reader.py`), in this order:

1. `words.py`: letters to known words; times, figures, spelling, dictation, names
   (`names`, `time_forms`, `day_forms`, `length_forms`, `measured`, `spelling`,
   `dictation`).
2. `matching.py`: words to marks, the phrases of the lexicon (`spans`, `idioms`,
   `loose`, `grouped`), and ConText's triggers (`edges`, `triggers`, `hypothesis`,
   `context_rules`).
3. `functions.py` and `function_*`: "sensation intact R, reduced L" as findings.
4. `others.py` with `apart`, `sober.py`, `caller_lines.py`, `boxes.py`, `answers.py`,
   `together.py`, `run_on.py`, `noughts.py`: whom a line is about, and what a form
   answers.
5. `sentence.py` with `clauses`, `binding`, `draft`: which side, site and time belong
   to which finding.
6. `sureness.py`: what a trigger reaches (`listed`, `not_had`, `absence`,
   `unreached`, `twice`, `gaps`), and what is there whatever it says (`real`,
   `in_fact`, `told_apart`, `stated`, `given`, `present`).
7. `frame.py`: whose it is, whether it is real, and when it was (`relatives`,
   `subjects`, `deeds`, `unreal`, `risks`, `foretold`, `explained`, `feared`,
   `conditional`, `anyones`, `acted`, `offices`, `sayings`, `medicines`, `products`,
   `passed`, `period`, `ended` with `stopped`, `lasted` and `cured`, `went`, `over`,
   `recurrence`).
8. `statement.py`, `told.py`: what the text states, each statement once.

A new wording is a phrase in `rules/findings`; a new way of denying, dating or
attributing is a module of 6 or 7 that `sureness.py` or `frame.py` asks. Each is
tried by lines of what is there (`tests/findings/lines_there.jsonl`) before anything.
"""
