"""Precision and recall of the sentence table: `python tests/findings/text_score.py`.

Prints every sentence that is read wrongly, then the figures and the cost.
"""

import time
from datetime import UTC, datetime

from text_cases import cases, expected, shorthand
from text_lexicon import hand_built_lexicon

from engine.findings.text.reader import TextReader
from engine.when import Interval

WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))


def main() -> None:
    reader = TextReader(hand_built_lexicon())
    reader.read("left arm numb", WRITTEN, UTC)
    right = wrong = missed = 0
    start = time.perf_counter()
    for sentence, said in cases():
        got = {shorthand(found) for found in reader.read(sentence, WRITTEN, UTC)}
        want = expected(said)
        right, wrong = right + len(got & want), wrong + len(got - want)
        missed += len(want - got)
        if got != want:
            print(f"{sentence!r}: read {sorted(got)}, is {sorted(want)}")
    each = 1000 * (time.perf_counter() - start) / len(cases())
    print(f"{len(cases())} sentences, {right} right, {wrong} wrong, {missed} missed")
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"precision {precision:.3f}, recall {recall:.3f}")
    print(f"{each:.2f} ms a sentence")


if __name__ == "__main__":
    main()
