"""Lines that are bylines: in the text, near the headline, and about the author at the end."""

from __future__ import annotations

import re

from pipeline.extract.contributors import Contributors, is_role, read_contributors
from pipeline.extract.names import is_person, name_case
from pipeline.extract.signers import (
    Signers,
    inner_opener,
    is_desk,
    is_first_name,
    is_furniture,
    known,
    names_in,
    openers,
    read_names,
    whole_of,
)
from pipeline.extract.stamps import find
from pipeline.lexicon.load import toml

_LONGEST = 200  # characters of a byline
_NAME = 20  # characters of a first name
_SHORT = 60  # characters of a line in which a desk or a first name alone may sign


def read_byline(text: str, *, language: str | None = None) -> Signers | None:
    """The byline that a line of the text is, else None: names and nothing else.

    A word for "by" counts in its own language only.

    >>> read_byline("By NGAIO TAMIHANA, Staff Writer").people
    ('Ngaio Tamihana',)
    >>> read_byline("By Ferrant's count, forty houses had been under water.") is None
    True
    """
    text = " ".join(text.split())
    if not 4 <= len(text) <= _LONGEST:
        return None
    text = (_MAIL.sub("", text) if "@" in text or "://" in text else text).strip(" *•_–—-|·")
    opening = openers(language).match(text)
    if opening:
        found = read_contributors(_until_time(text[opening.end() :]))
        return _signers(found) if found and found.people else None
    # "Ada Moen, The Canadian Press", "Ada Moen | Staff Reporter", "Ada Moen\nReporter"
    found = read_contributors(text)
    if found is None or not 1 <= len(found.people) <= 3 or found.outlets:
        return None
    behind = found.agencies or found.generic
    return _signers(found) if behind and _JOINT.search(text) else None


def read_byline_near_headline(text: str, *, after: str = "") -> Signers | None:
    """The byline that a line around the headline is, else None: there an opener (``By``, ``Von``
    ...) at its beginning or behind a date will do, whatever follows the names.

    ``after`` is the next line: the opener may stand alone.
    """
    opener = openers().match(text) or inner_opener().search(text)
    if opener is None or len(text) > _LONGEST:
        return None
    rest = text[opener.end() :].strip() or after
    parts = names_in(rest)
    if parts and is_person(parts[0]) and not is_furniture(parts[0]):
        return Signers(read_names([rest]).people)
    if parts and len(text) <= _SHORT and (signers := read_names([text])).people:
        return signers
    told = next(find(text), None) or (opener.end() == len(text) and len(rest) <= _NAME)
    if parts and len(text) <= _SHORT and is_first_name(parts[0]) and told:
        return Signers(others=(parts[0],))
    whole = whole_of(rest)
    return Signers(others=(whole,)) if len(rest) <= _SHORT and whole and is_desk(whole) else None


def read_names_alone(text: str) -> Signers | None:
    """A line that holds the names of people and at most a date beside them."""
    names = read_names([text])
    return Signers(names.people) if names.people and not names.others else None


def read_author_note(text: str) -> Signers | None:
    """The line about the author ("Ada Moen is a columnist with the Harrow Courier."), else None.

    Only to be asked of the last paragraphs: such a sentence elsewhere is the article's own.

    >>> read_author_note("Ada Moen is a columnist with the Harrow Courier.").people
    ('Ada Moen',)
    """
    match = _NOTE.match(text) if len(text) <= 600 else None
    if not match or not is_person(match["name"]):
        return None
    roles = re.split(r"\s*,\s*|\s+(?:and|und|et|y|&)\s+(?:an?\s+)?", match["role"])
    words = [role.split() for role in roles]
    # words may stand around it: "a Lorne-based freelance journalist", "Redakteurin im Ressort"
    if any(is_role(" ".join(w[n:m])) for w in words for n in range(len(w)) for m in (n + 1, n + 2)):
        return Signers((name_case(match["name"]),))
    return None


def is_opener(text: str) -> bool:
    """Is ``text`` nothing but what opens a byline?"""
    opener = openers().match(text)
    return bool(opener and opener.end() == len(text))


def is_role_line(text: str) -> bool:
    """Is ``text`` what a person does: a few words with that of a job among them?"""
    words = {word.strip(",.&|").casefold() for word in text.split()}
    return len(text) <= _SHORT and bool(words & known()["roles"])


def is_date_label(text: str) -> bool:
    """Is ``text`` a few words that say of a date what it is: ``Last updated``?"""
    labels = toml("dates")["labels"]
    folded = text.casefold()
    return len(text) <= _SHORT and any(
        label in folded for kind in ("published", "modified") for label in labels[kind]
    )


_MAIL = re.compile(r"[\s,(|]*(?:\S+@\S+\.\w+|@\w+|https?://\S+)\)?")
_JOINT = re.compile(r"[,|/•·()]|\s[-–—]\s")
_TIME = re.compile(r"\s*(?:[|•·,–—-]\s*)?(?:\d|(?:Published|Updated|Posted|Last updated)\b).*$")
_NOTE = re.compile(
    r"(?P<name>[^\W\d_][\w.'’ -]{3,50}?),?\s+(?:is|was|ist|est|es|è|é|er|är)(?: also)?\s+"
    r"(?:an?|the|eine?|une?|una|uno|um|uma|en|ett|el|la|le|il)?\s*"
    r"(?P<role>[\w' ,’&-]{3,90}?)"
    r"(?:\s+(?:with|at|for|of|in|on|who|whose|where|based|from|covering|focusing|specializing|bei|der"
    r"|des|für|de|du|à|pour|del|en|per|voor|van)\b.*|\.?\s*$|\.\s.*)",
    re.DOTALL,
)


def _signers(found: Contributors) -> Signers:
    return Signers(found.people, found.agencies)


def _until_time(text: str) -> str:
    """A byline without the date or time that stands behind it."""
    return _TIME.sub("", text)
