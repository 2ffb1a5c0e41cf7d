"""Names of people, organisations and places in a text, told apart by their words and their place.

First each chain of capitalised words is cut into names by what it holds (titles, known names,
words such as Ministry or Airport, given names) and by the words beside it; then the article as
a whole (``annotate/people.py``) settles what a name alone left open: a last name follows its full
name, a short name its long one, and the same words are the same kind everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from pipeline.annotate.chains import Chain, find_chains
from pipeline.annotate.classify import settle_kind
from pipeline.annotate.cutting import cut
from pipeline.annotate.gazetteer import given_names, organisations, places
from pipeline.annotate.name import PERSON, Name
from pipeline.lexicon.load import words
from pipeline.record import Block

_TITLE_WORD = re.compile(r"[^\W_]+(?:[.&’'-](?!s\b)[^\W_]+)*\.?(?<!\w\w\.)")
_LONGEST = 6  # words of a name looked for in a headline
_CAPITALS = 0.8  # share of a headline's long words with a capital that makes capitals tell nothing


def find_names(text: str, blocks: Sequence[Block]) -> list[Name]:
    """All names in order, kinds as far as the words in and beside each tell.

    A subhead in which every word has a capital is read as such a headline is.
    """
    capitals = {
        at: block
        for at, block in enumerate(blocks)
        if block.kind == "subhead" and _every_word_capital(text[block.start : block.end], least=1)
    }
    running = [replace(b, end=b.start) if at in capitals else b for at, b in enumerate(blocks)]
    names = _names_of_text(text, running)
    for at, block in capitals.items():
        for name in _known_in(text[block.start : block.end], names):
            name.start, name.end, name.block = name.start + block.start, name.end + block.start, at
            names.append(name)
    return sorted(names, key=attrgetter("start")) if capitals else names


def _names_of_text(text: str, blocks: Sequence[Block]) -> list[Name]:
    lower = frozenset(re.findall(r"\b[a-z]{3,}\b", text))
    names: list[Name] = []
    carried: Chain | None = None
    for chain in find_chains(text, blocks):
        if carried is not None:
            if chain.words[0].lower() in words("english", "time_words"):  # "the Council on Monday"
                names += cut(carried, text, lower)
            else:
                chain = _linked(carried, chain)
            carried = None
        if chain.link and _takes_link(chain):
            carried = chain
        else:
            names += cut(chain, text, lower)
    if carried is not None:
        names += cut(carried, text, lower)
    return names


def _takes_link(chain: Chain) -> bool:
    """Whether a name goes on behind "of" or "for": Bank of X, Ministry of Y and Z."""
    link, head = chain.link or "", chain.words[-1]
    if " of" in link or " for" in link:
        return head in words("organisations", "linking") or (
            head.lower() in words("organisations", "linking_titles")
            or head.lower() in words("english", "no_mentions")
        )
    if link == " and the ":  # "the University of X and the Y"
        return False
    if "and" in link or "&" in link:
        return " of " in f" {chain.text} " or " for " in chain.text
    return " on " in link and head in words("organisations", "linking_on")


def _linked(left: Chain, right: Chain) -> Chain:
    """The two chains as one, the link among its words."""
    link = (left.link or "").strip()
    at = left.end + 1
    joined = Chain(
        [*left.words, link, *right.words],
        [*left.starts, at, *right.starts],
        [*left.ends, at + len(link), *right.ends],
        left.initial,
        left.block,
        right.link,
    )
    if "and" in link and (right.text in places() or right.words[0] in given_names()):
        joined.link = None
    return joined


def names_in_title(title: str, known: Iterable[Name]) -> list[Name]:
    """The names in a headline, offsets in it.

    Where every word of it has a capital, a capital shows no name: there only the names that the
    text has, and organisations and places that everybody knows, are looked for.
    """
    if not _every_word_capital(title, least=3):
        return _names_of_text(title, [Block("title", 0, len(title))])
    return _known_in(title, known)


def _known_in(title: str, known: Iterable[Name]) -> list[Name]:
    of_text = {name.text: name for name in known if name.kind}
    family = {name.words[-1] for name in of_text.values() if name.kind == PERSON}
    tokens = list(_TITLE_WORD.finditer(title))
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        for after in range(min(at + _LONGEST, len(tokens)), at, -1):
            start, end = tokens[at].start(), tokens[after - 1].end()
            whole = title[start:end]
            name = Name(start, end, tuple(whole.split()), None, False, 0)
            same = of_text.get(whole)
            if same is not None:
                name.kind, name.sure = same.kind, same.sure
                name.canonical, name.country = same.canonical, same.country
            elif whole in organisations() or (whole in places() and places()[whole].sure):
                settle_kind(name, title, frozenset())
            elif whole not in family:
                continue
            found.append(name)
            at = after
            break
        else:
            at += 1
    return found


def _every_word_capital(title: str, *, least: int) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= least and capitals >= _CAPITALS * len(long)
