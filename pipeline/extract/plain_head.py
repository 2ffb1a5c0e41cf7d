"""Who signs a plain text: the lines between its headline and its prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.extract.byline import is_role_line, read_byline_near_headline
from pipeline.extract.credit_line import read_credit
from pipeline.extract.names import is_person, people
from pipeline.extract.signers import is_furniture, known, read_names
from pipeline.extract.stamps import find
from pipeline.lexicon.load import toml

_LONGEST = 160  # characters of a line that holds a signature
_MOST_LINES = 3  # that hold the names of those who sign
_MOST_WORDS = 4  # of a name that something else follows in its line
_GLUED = re.compile(
    r"^(?P<by>[Bb]y)(?=[A-ZÀ-Þ])|(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted)\b|\d)"
    r"|(?<=[a-zà-ÿ]{2})(?<!\bMac)(?=[A-ZÀ-Þ][a-zà-ÿ]+\b)"
)
_MARKS = " ,|/•·–—-("  # between a name and what follows it
_AGE = re.compile(r"\d{1,3}\s?[^\W\d_]+(?: [^\W\d_]+)?\.?$")  # "2 minutes read", "3 hours ago"
_FULL_WIDTH = re.compile(r"[\u3400-\u9fff]{1,4}[ \u3000][\u3040-\u30ff\u3400-\u9fff]{1,4}")


def signers(lines: Sequence[str], dated: int | None) -> dict[int, list[str]]:
    """The lines below a headline that sign the article, and the names in each.

    ``dated`` is the number of the line that the date stood above. A name alone in its line signs
    beside the date, else the first does with its neighbours: more of them are no signatures.
    """
    said = {n: names for n in range(len(lines)) if (names := _said(lines, n))}
    if said:
        return said
    alone = {n: names for n, line in enumerate(lines) if (names := _alone(line))}
    near = [n for n in alone if dated is not None and dated - 1 <= n <= dated]
    chosen = near[:1] or _first_run(list(alone))
    return {n: alone[n] for n in chosen if len(chosen) <= _MOST_LINES}


def is_job(name: str) -> bool:
    """Are the words of a name all words for jobs: ``Chief Editor``?"""
    return all(word.casefold() in known()["roles"] for word in name.split())


def _first_run(numbers: Sequence[int]) -> list[int]:
    """The first of ``numbers`` and those that follow it one by one."""
    return [n for at, n in enumerate(numbers) if n - numbers[0] == at]


def _said(lines: Sequence[str], n: int) -> list[str]:
    """The names in a line that says so, or has a date, a job or furniture beside a name."""
    line = _GLUED.sub(lambda match: f"{match['by'] or ''} ", lines[n]).strip()
    if len(line) > _LONGEST or ((credit := read_credit(line)) and credit.form == "label"):
        return []
    after = lines[n + 1] if n + 1 < len(lines) else ""
    if (signed := read_byline_near_headline(line, after=after)) and signed.people:
        return list(signed.people)
    if name := _leading(line):
        return [name]
    stamps = list(find(line))
    if not stamps or line.endswith("."):
        return []
    return list(read_names([line]).people or read_names([line[stamps[-1].end :]]).people)


def _alone(line: str) -> list[str]:
    """The names in a line that holds nothing else, or the word for who writes before them."""
    words = line.split()
    half = len(words) // 2
    if words[:half] == words[half:]:
        line = " ".join(words[:half])  # as a portrait's words and below it
    elif words and _is_for_writers(words[0]):
        line = " ".join(words[1:])
    names = [line] if _FULL_WIDTH.fullmatch(line) else people(line)
    return [] if any(map(is_furniture, names)) else names


def _is_for_writers(word: str) -> bool:
    """Does a word say who writes, and so stand before a name: ``Autorin``, ``Redaktion``?"""
    kinds = (known()[kind] for kind in ("labels", "roles", "collectives"))
    return any(word.casefold().strip(":") in kind for kind in kinds)


def _leading(line: str) -> str | None:
    """The name that a line begins with, where a date, a job or what a page puts beside its authors
    ("Follow", "2 minutes read") follows it."""
    words = line.split()
    for count in range(2, min(_MOST_WORDS, len(words) - 1) + 1):
        name = " ".join(words[:count]).rstrip(_MARKS)
        rest = line[len(name) :].strip(_MARKS)
        if is_person(name) and not is_furniture(name) and rest and _is_beside(rest):
            return name
    name, mark, rest = line.partition("|")
    return name.strip() if mark and is_person(name) and _is_beside(rest.strip()) else None


def _is_beside(rest: str) -> bool:
    """Is this what stands behind an author's name?"""
    if _is_dated(rest) or is_role_line(rest) or _AGE.match(rest):
        return True
    return rest.casefold().startswith(_furniture())


def _is_dated(text: str) -> bool:
    return next(find(text), None) is not None


@cache
def _furniture() -> tuple[str, ...]:
    return tuple(toml("bylines")["stops"])
