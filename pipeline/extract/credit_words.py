"""The words of credits, read from ``pipeline/lexicon/credits.toml`` once."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agencies import ways_to_write_agencies
from pipeline.extract.names import PARTICLES
from pipeline.lexicon import load

SMALL = PARTICLES | {"a", "the", "and", "for", "from", "le", "des", "die", "das", "und", "et", "&"}

_CERTAIN = ("Photo", "Photos", "Credit", "Foto", "Fotos")  # labels, also in small letters
# No person's name begins with one.
ARTICLES = frozenset(
    ["the", "an", "der", "die", "das", "ein", "eine", "un", "une", "le", "les", "el", "los", "las"]
)


@cache
def tails() -> tuple[str, ...]:
    """Leftovers of the page that cling to the end of a caption."""
    return tuple(load.toml("credits")["tails"])


@cache
def labels() -> re.Pattern[str]:
    """What opens a credit: a label with its colon, or a phrase before a name."""
    lexicon = load.toml("credits")
    small = [label.lower() for label in lexicon["labels"] if " " in label or label in _CERTAIN]
    labelled = "|".join(sorted(map(re.escape, [*lexicon["labels"], *small]), key=len, reverse=True))
    opening = "|".join(sorted(map(re.escape, lexicon["openers"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])[(\[]?(?:(?:{labelled}|{labelled.upper()})\s?[:：]\s*(?:©\s*)?"
        rf"|(?<=[(\[])[A-ZÀ-Þ][^\W\d_]{{2,20}}:\s+(?=[A-ZÀ-Þ@©])"
        rf"|(?:{opening})\s+(?=[^\W\d_a-z]|the\s|@)|[©Ⓒ]\s*)"
    )


@cache
def signed_names() -> re.Pattern[str]:
    """A name with the word that says who took the picture, where no space parts them."""
    lexicon = load.toml("credits")
    before, after = ("|".join(map(re.escape, lexicon[key])) for key in ("before", "after"))
    name = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}"
    return re.compile(rf"(?P<name>{name})\s?(?:{after})|(?:{before})\s?(?P<named>{name})")


@cache
def label_words() -> frozenset[str]:
    """Labels and phrases, folded, as they stand alone."""
    lexicon = load.toml("credits")
    return frozenset(
        words.casefold().strip(" .") for key in ("labels", "openers") for words in lexicon[key]
    )


@cache
def openers() -> tuple[str, ...]:
    """Phrases that open a credit without a colon."""
    return tuple(load.toml("credits")["openers"])


@cache
def markers() -> frozenset[str]:
    """Words of a credit that name neither a person nor an agency."""
    return frozenset(load.toml("credits")["markers"])


@cache
def small_words() -> frozenset[str]:
    """Every word that a part of a credit may have in small letters."""
    entries = (*ways_to_write_agencies(), *markers(), *SMALL)
    words = {word for entry in entries for word in _WORD.findall(entry.casefold())}
    return frozenset((*words, *_JOINING.split()))


_WORD = re.compile(r"[^\W\d_]+")
# What joins the parts of a credit or the names in one of them, and the words for a picture.
_JOINING = """via for für pour para per by the and und et y e og och en ja i и la der
photo photos pictures images image foto file courtesy"""
