"""The reader is bounded, keeps nothing of a text, and loads spaCy late."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from text_lexicon import hand_built_lexicon

from engine.findings.text.reader import TextReader
from engine.findings.text.wording.words import UNKNOWN_WORD
from engine.terminology.lexicon import lexicon
from engine.terminology.models import Qualifier
from engine.when import Interval

HERE = Path(__file__).parent
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
READER = TextReader(hand_built_lexicon())


def test_spacy_is_not_imported_until_a_text_names_a_finding():
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
        "from datetime import UTC\n"
        "from text_lexicon import hand_built_lexicon\n"
        "from engine.findings.text.reader import TextReader\n"
        "TextReader(hand_built_lexicon()).read('seen by the GP', None, UTC)\n"
        "print('spacy' in sys.modules, 'medspacy' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["False", "False"]


def test_a_text_beyond_the_limit_says_so():
    short = READER.read("left arm numb. " + "x " * 100, WRITTEN, UTC)
    long = READER.read("left arm numb. " + "x " * 10_000, WRITTEN, UTC)

    assert (short.complete, long.complete) == (True, False)
    assert len(long) == 1


def test_too_many_sentences_say_so():
    assert not READER.read("numb. " * 1_100, WRITTEN, UTC).complete


@pytest.mark.parametrize(
    "unit",
    ["numb ", "no ", "numb, ", "no numb and left arm ", "numb 2 hours ago ", "1 ",
     "a few ", "since ", "on since ", "?", "(", "\n",
     "numb c/o ", "stroke: numb ", "no numb left arm, ", "since 12/11 ", "gone ",
     "wife says her ", "left arm numb always ", "since 3 march ", " - no",
     "if no numb ", "x", "'", "-"],
)  # fmt: skip
def test_no_text_takes_long(unit):
    text = "left arm numb " + (unit * 20_000)[:19_980]
    READER.read("left arm numb", WRITTEN, UTC)
    start = time.process_time()
    READER.read(text, WRITTEN, UTC)

    assert time.process_time() - start < 5


def test_words_that_no_list_knows_never_reach_spacy():
    text = "Mr Zyxwvutsr of 12 Elmtree Rd, phone 5551234, has a numb left arm"
    READER.read(text, WRITTEN, UTC)
    kept = READER._matching._nlp.vocab.strings

    assert not {"zyxwvutsr", "Zyxwvutsr", "elmtree", "5551234"} & set(kept)
    assert UNKNOWN_WORD in kept


def test_nothing_is_printed_or_logged(capfd, caplog):
    READER.read("Secretname has numb left arm x 2h, denies weakness", WRITTEN, UTC)
    printed = capfd.readouterr()

    assert (printed.out, printed.err, caplog.text) == ("", "", "")


def test_the_same_text_reads_the_same_twice():
    text = "numb L arm x 2h, no weakness; now resolved"

    assert READER.read(text, WRITTEN, UTC) == READER.read(text, WRITTEN, UTC)


def test_an_axis_that_no_reader_knows_is_refused():
    word = Qualifier(qualifier="colour/blue", text=("blue",))

    with pytest.raises(ValueError, match="colour"):
        lexicon((), (), (word,))


def test_an_empty_text_says_nothing():
    assert READER.read("", WRITTEN, UTC).findings == ()
