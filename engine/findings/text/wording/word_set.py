"""Words of the grammar, as they are listed in these modules."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, each between blanks."""
    return frozenset(text.split())
