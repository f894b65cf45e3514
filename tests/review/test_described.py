"""A stated finding and its place in a clinician's words."""

import made_up
import pytest

from engine.review.described import placed


@pytest.mark.parametrize(
    ("finding", "site", "says"),
    [
        ("muscle-twitching", "chin", "muscle twitching of the chin"),
        ("clumsy-hands", "hands", "clumsy hands"),
        ("numbness", "face", "numbness or tingling of the face"),
    ],
)
def test_a_place_is_left_out_only_where_the_word_says_it(
    finding: str, site: str, says: str
) -> None:
    assert placed(finding, (site,), None, made_up.words()) == says
