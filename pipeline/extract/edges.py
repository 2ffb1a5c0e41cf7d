"""What stands above and below the prose of a plain text: headline, standfirst, navigation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.clean.text import width
from pipeline.extract.date_line import read_date_line
from pipeline.extract.evidence import Candidate
from pipeline.extract.plain import Piece, is_prose
from pipeline.extract.plain_head import is_job, signers
from pipeline.record import Cut

_MOST = 400  # characters of a paragraph that count
_AGAINST = 60  # characters of prose that a line of another kind outweighs
_RUN = 2  # lines in a row that are no prose
_PLAYER = re.compile(r"(?:[Vv]ideo\s?)?\d{1,2}:\d{2}(?!\d)")
_HEAD = 5  # lines above the prose that may sign where no headline is
_OPENING = 2  # pieces of prose at the top, below which nobody signs any more
_HEADLINE = 5  # words of a line right above a standfirst that is a headline
_ABOVE = 3  # lines above the headline that may be the article's
_BELOW = 3  # lines below the prose in which a byline may stand
_SHORT = 50  # characters of such a line, on average


@dataclass(slots=True)
class Edges:
    """The pieces of a plain text without what stood above and below its prose."""

    pieces: list[Piece]
    kept: list[int]  # pieces left before each of those given
    start: int  # of the pieces given, that with which the article begins: its headline or prose
    first: int  # the first that is prose
    last: int  # the last that is prose
    title: list[Candidate[str]] = field(default_factory=list)
    summary: list[Candidate[str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)  # who signs between headline and prose
    cuts: list[Cut] = field(default_factory=list)

    def signers(self, bylines: Sequence[tuple[int, str]]) -> list[str]:
        """Who wrote the article: names of ``bylines``, each before one of the pieces given, where
        these stand at the beginning, else at the end; else who signs without one."""
        bylines = [(at, name) for at, name in bylines if not is_job(name)]
        near = [name for at, name in bylines if self.start <= at <= self.first + 1]
        below = [name for at, name in bylines if self.first < at <= self.last + _BELOW]
        return near or self.authors or below


def read_edges(pieces: list[Piece], heading_end: int | None) -> Edges:
    """Tell headline, standfirst, navigation and subheads from the prose of a plain text.

    ``heading_end`` counts the pieces that stood above the byline or the date, if there was one.
    A headline is a line above the prose that shares words with it, or that a byline follows; no
    other line is made one. Nothing happens to a text without prose.
    """
    prose = [n for n, (_, text) in enumerate(pieces) if is_prose(text) and not _asks(pieces, n)]
    if not prose:
        return Edges(pieces, list(range(len(pieces) + 1)), 0, len(pieces), len(pieces))
    start, end = _span(pieces, set(prose))
    prose = [n for n in prose if start <= n < end]
    first, last = prose[0], prose[-1]
    asides = _asides(pieces, set(prose), first, last)
    opening = _stems(" ".join(pieces[n][1] for n in prose[:4]))
    title = _title(pieces[:first], opening, heading_end)
    edges = Edges([], [], max(0, (first if title is None else title) - _ABOVE), first, last)
    top = max(0, first - _HEAD) if title is None else title + 1
    date = None if heading_end is None else heading_end - top
    below = (prose[_OPENING:] or [first])[0]  # bylines may stand below a standfirst, too
    signed = signers([text for _, text in pieces[top:below]], date)
    for n, (kind, text) in enumerate(pieces):
        edges.kept.append(len(edges.pieces))
        if n == title:
            edges.title.append(Candidate(text, "first line", text))
            edges.cuts.append(Cut(rule="title", text=text, position=0))
        elif n - top in signed:
            edges.authors += signed[n - top]
            edges.cuts.append(Cut(rule="name above", text=text, position=0))
        elif title is not None and heading_end is not None and title < n < heading_end:
            edges.summary.append(Candidate(text, "above byline", text))
            edges.cuts.append(Cut(rule="standfirst", text=text, position=0))
        elif n < first and (title is not None or len(text.split()) < 3):
            edges.cuts.append(Cut(rule="navigation", text=text, position=0))
        elif n in asides:
            edges.cuts.append(Cut(rule="lines aside", text=text, position=len(edges.pieces)))
        elif n > last and len(prose) > 2:
            edges.cuts.append(Cut(rule="below the prose", text=text, position=len(edges.pieces)))
        elif first < n < last and n - 1 in prose and n + 1 in prose and _is_subhead(text):
            edges.pieces.append(("subhead", text))
        else:
            edges.pieces.append((kind, text))
    edges.kept.append(len(edges.pieces))
    return edges


def _span(pieces: list[Piece], prose: set[int]) -> tuple[int, int]:
    """The stretch of pieces that is the article: most prose for the fewest other lines.

    Prose counts for its length, other lines against the stretch; of all stretches the one with the
    greatest sum is taken (Kadane's algorithm), so short gaps are bridged and teasers are not.
    """
    best, reach = 0, (0, len(pieces))
    total, start = 0, 0
    for n, (kind, text) in enumerate(pieces):
        if n in prose:
            total += min(width(text), _MOST)
        elif kind == "paragraph":
            total -= _AGAINST
        if total <= 0:
            total, start = 0, n + 1
        elif total > best:
            best, reach = total, (start, n + 1)
    return reach


def _asides(pieces: list[Piece], prose: set[int], first: int, last: int) -> set[int]:
    """Runs of short lines between paragraphs: teasers, counters, forms. A line alone is a heading
    unless it says when or how long, and items of a list are longer."""
    found: set[int] = set()
    run: list[int] = []
    for n in range(first, last + 1):
        if n not in prose and pieces[n][0] == "paragraph":
            run.append(n)
            if _PLAYER.match(pieces[n][1]) or read_date_line(pieces[n][1]):
                found.add(n)
            continue
        if len(run) >= _RUN and sum(width(pieces[m][1]) for m in run) < _SHORT * len(run):
            found.update(run)
        run = []
    return found


def _title(top: list[Piece], opening: set[str], heading_end: int | None) -> int | None:
    """The index of the headline among the pieces above the prose: what shares most words with it,
    or the line right above that, since a standfirst shares more than a headline does."""
    shared: dict[int, int] = {}
    for n, (_, text) in enumerate(top):
        words = len(text.split())
        if text.endswith((".", ":", ",", ";", "。")):
            continue
        if not (3 <= words <= 30 or (words < 3 and len(text) > 10 and not text.isascii())):
            continue
        count = len(_stems(text) & opening)
        if heading_end is not None and n < heading_end <= n + 2:
            count += 1
        if count:
            shared[n] = count
    if not shared:
        return None
    best = max(shared, key=lambda n: (shared[n], -n))
    while (
        above := next((n for n in (best - 1, best - 2) if _heads(top, n, shared)), None)
    ) is not None:
        best = above
    return best


def _heads(top: list[Piece], n: int, shared: dict[int, int]) -> bool:
    return shared.get(n, 0) > 0 and len(top[n][1].split()) >= _HEADLINE


def _asks(pieces: list[Piece], n: int) -> bool:
    """Whether a piece is a question or an exclamation at the top, as headlines are."""
    text = pieces[n][1]
    return n < 3 and text.rstrip("'\"”’»").endswith(("?", "!")) and len(text.split()) <= 20


def _is_subhead(text: str) -> bool:
    words = text.split()
    return len(words) <= 12 and len(text) <= 90 and not text[0].islower()


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words; of scripts without spaces, pairs of characters."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    stems = {word[:6] for word in words if len(word) >= 4}
    return stems | {
        word[n : n + 2] for word in words if word[0] > "\u2e80" for n in range(len(word) - 1)
    }
