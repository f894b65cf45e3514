"""RF404: no card repeats lay advice that the pattern table forbids."""

import pytest

from engine.review.check_advice import recommended


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Put ice on it for 15 minutes.", ["ice"]),
        ("A hot foot bath helps. Call the team.", ["hot", "foot bath"]),
        ("Massage the calf.", ["massage"]),
        ("Refer for chiropractic manipulation.", ["chiropractic", "manipulation"]),
        ("Use a cold\ncompress.", ["cold\ncompress"]),
        ("Do not massage the calf; heat may burn.", ["heat"]),
        ("No hot foot baths while sensation is reduced.", []),
        ("Avoid manipulation of the spine and massage.", []),
        ("Rewarm by the local protocol.", []),
        ("A disc may compress the cauda equina: compression, notice, service.", []),
    ],
)
def test_what_is_recommended_is_found_and_a_warning_is_not(
    text: str, expected: list[str]
) -> None:
    assert recommended(text) == expected
