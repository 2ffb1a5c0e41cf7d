"""Where and when a photograph was taken, read from its caption."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.annotate.annotate import Around, annotate
from pipeline.annotate.dates import Anchor
from pipeline.annotate.pictures import Scene

PUBLISHED = Anchor(date(2031, 5, 14))

CAPTIONS = [
    ("Ada Quill, left, and Tom Brandt talk in Beijing on Feb. 4, 2029.", "Beijing", "2029-02-04"),
    ("Talks in Paris on May 4 about the war in Ukraine.", "Paris", "2031-05-04"),
    ("A protest in Oslo against the war in Ukraine.", "Oslo", None),
    ("The Norwegian flag over the harbour, May 3, 2031.", None, "2031-05-03"),
    ("China's President Li Wen waves.", None, None),
    ("Children play in March.", None, None),
]


@pytest.mark.parametrize(("caption", "place", "day"), CAPTIONS, ids=[c for c, _, _ in CAPTIONS])
def test_scenes(caption: str, place: str | None, day: str | None) -> None:
    around = Around(captions=(caption,))
    found = annotate("", (), language="en", anchor=PUBLISHED, around=around).scenes
    assert found == (Scene(place, day),)


def test_other_languages_give_none() -> None:
    around = Around(captions=("Ada Quill in Berlin am 3. Mai 2031.",))
    assert annotate("", (), language="de", anchor=PUBLISHED, around=around).scenes == ()
