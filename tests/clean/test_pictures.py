"""Which images stand with their words in a box of their own, and so may be figures."""

from __future__ import annotations

import pytest

from pipeline.clean.markup import clean
from pipeline.clean.soup import parse

SENTENCE = "Le maire a rouvert la halle aux poissons, fermée depuis les pluies du mois de mars. "
PROSE = f"<p>{SENTENCE * 8}</p>"


@pytest.mark.parametrize(
    ("box", "is_picture"),
    [
        ("<div><img src=a.jpg><p>La halle aux poissons lundi</p></div>", True),
        ("<p><img src=a.jpg><br><em>La halle aux poissons lundi</em></p>", True),
        (f"<p><img src=a.jpg class=alignright>{SENTENCE}</p>", False),
        ("<p>Il pleut <img src=s.png class=wp-smiley> encore</p>", False),
        ("<div><img src=i.png width=24 height=24><p>Trois étals de plus</p></div>", False),
        ("<div><img src=i.svg class='icon icon-like'><span>12</span></div>", False),
        (f"<div><img src=a.jpg>{'<p>Un étal de plus.</p>' * 3}</div>", False),
    ],
    ids=["div", "one paragraph", "float", "smiley", "small", "icon", "entry"],
)
def test_a_picture_and_its_words(box: str, is_picture: bool) -> None:
    assert bool(clean(parse(f"<div>{PROSE}{box}{PROSE}</div>")).pictures) is is_picture
