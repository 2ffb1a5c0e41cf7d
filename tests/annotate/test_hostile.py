"""Texts built to make a reader slow: the time of each grows with its length, not its square."""

from __future__ import annotations

import time
from datetime import date

import pytest

from pipeline.annotate.annotate import Around, annotate
from pipeline.annotate.dates import Anchor
from pipeline.record import join_blocks

SIZE = 40_000  # characters
LONGEST = 2.0  # CPU seconds; a square would take more, what grows with length takes a tenth
REPEATED = {
    "verbs": "said ",
    "frames": "he said that ",
    "sources": "according to ",
    "hearers": "told Reuters ",
    "asides": "“Yes,” he said, ",
    "appositives": "The mayor, ",
    "relatives": ", who ",
    "brackets": "Ada (R) said ",
    "open marks": "“",
    "apostrophes": "‘a ",
    "names": "Ada Quill ",
    "letters": "A",
    "links": "Bank of the ",
    "initials": "A. ",
    "statements": "In a in a statement ",
    "dates": "May 2 to ",
    "digits": "1",
    "blanks": " ",
    "labels": "Ada: ",
    "hyphens": "a-",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_time_grows_with_length(piece: str) -> None:
    words = piece * (SIZE // len(piece))
    text, blocks = join_blocks([("paragraph", words)])
    around = Around(title=words[:300], captions=(words[:300],))
    start = time.process_time()
    annotate(text, blocks, language="en", anchor=Anchor(date(2031, 5, 14)), around=around)
    assert time.process_time() - start < LONGEST


def test_many_people_and_pronouns() -> None:
    people = [f"Ada Quill{n} said it leaked. He said it did not." for n in range(1000)]
    text, blocks = join_blocks([("paragraph", p) for p in people])
    start = time.process_time()
    notes = annotate(text, blocks, language="en", anchor=None)
    assert time.process_time() - start < LONGEST
    assert len(notes.quotes) == 2000
