"""Who signs a plain text: the lines between its headline and its prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.extract.byline import is_role_line, read_byline_near_headline
from pipeline.extract.credit_line import read_credit
from pipeline.extract.names import is_person, people
from pipeline.extract.signers import is_furniture
from pipeline.extract.stamps import find
from pipeline.lexicon.load import toml

_LONGEST = 120  # characters of a line that holds a signature
_MOST_WORDS = 4  # of a name that something else follows in its line
_GLUED = re.compile(r"^(?P<by>[Bb]y)(?=[A-ZÀ-Þ])|(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted)\b)")
_JOINT = re.compile(r"\s*[|/•·(]|\s+[-–—]\s|\s*$")
_MINUTES = re.compile(r"\d+\s?min")
_FULL_WIDTH = re.compile(r"[\u3400-\u9fff]{1,4}[ \u3000][\u3040-\u30ff\u3400-\u9fff]{1,4}")


def signers(lines: Sequence[str], dated: int | None) -> dict[int, list[str]]:
    """The lines below a headline that sign the article, and the names in each.

    ``dated`` is the number of the line that the date stood above. A name alone in its line signs
    beside the date, or where no other line is a name.
    """
    said = {n: names for n in range(len(lines)) if (names := _said(lines, n))}
    if said:
        return said
    alone = {n: names for n, line in enumerate(lines) if (names := _alone(line))}
    near = [n for n in alone if dated is not None and dated - 1 <= n <= dated]
    chosen = near[:1] or (list(alone) if len(alone) == 1 else [])
    return {n: alone[n] for n in chosen}


def _said(lines: Sequence[str], n: int) -> list[str]:
    """The names in a line that says so, or has a date, a job or furniture behind a name."""
    line = _GLUED.sub(lambda match: f"{match['by'] or ''} ", lines[n]).strip()
    if len(line) > _LONGEST or ((credit := read_credit(line)) and credit.form == "label"):
        return []
    after = lines[n + 1] if n + 1 < len(lines) else ""
    if (signed := read_byline_near_headline(line, after=after)) and signed.people:
        return list(signed.people)
    return [name] if (name := _leading(line)) else []


def _alone(line: str) -> list[str]:
    """The names in a line that holds nothing else."""
    names = [line] if _FULL_WIDTH.fullmatch(line) else people(line)
    return [] if any(map(is_furniture, names)) else names


def _leading(line: str) -> str | None:
    """The name that a line begins with, where a joint, a date, a job or what a page puts beside
    its authors ("Follow", "2 minutes read") follows it."""
    words = line.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 1, -1):
        name = " ".join(words[:count])
        cut = _JOINT.search(name)
        name = name[: cut.start()] if cut else name
        if not is_person(name) or is_furniture(name):
            continue
        rest = line[len(name) :].strip()
        if _JOINT.match(line, len(name)) and (_is_dated(rest) or _is_beside(rest)):
            return name
        if _is_dated(rest) or _is_beside(rest) or is_role_line(rest):
            return name
    return None


def _is_dated(rest: str) -> bool:
    return next(find(rest), None) is not None


def _is_beside(rest: str) -> bool:
    folded = rest.casefold().lstrip(" |/•·–—-(")
    return folded.startswith(_beside()) or _MINUTES.match(folded) is not None


@cache
def _beside() -> tuple[str, ...]:
    return tuple(toml("bylines")["stops"])
