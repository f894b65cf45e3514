"""Letters -> the words that the matchers see (`words`), and words of grammar.

`token_forms` takes a text apart; `names`, `dictation`, `expansion`, `spelling`,
`measured` and `boxes` write what they know in other words. `grammar` has the little
words that everything after this asks for, `own_clause` the clause around a word.
"""
