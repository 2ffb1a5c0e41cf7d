"""Who signs below the body, where nobody does above it: "Written by Ada Moen"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.clean.around import Line, lines_from
from pipeline.clean.fold import letters
from pipeline.extract.body import Body
from pipeline.extract.byline import read_byline_near_headline
from pipeline.extract.evidence import Candidate
from pipeline.extract.marked import is_elsewhere

RULE = "below body"
_LINES = 12  # lines below the body in which its author signs
_LONGEST = 80  # characters of such a line
_LAST = 3  # pieces of the body by which its end is known
_LETTERS = 60  # letters by which a line is known as a piece of the body


def candidates(body: Body) -> Iterator[Candidate[tuple[str, ...]]]:
    """The people named by the first line that opens like a byline, at the body's end or below."""
    if body.subtree is None or not body.pieces:
        return
    lines = list(_end(body, lines_from(body.subtree.child)))
    for index, line in enumerate(lines):
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if len(line.text) > _LONGEST or is_elsewhere(line.node):
            continue
        signers = read_byline_near_headline(line.text, after=after[:_LONGEST])
        if signers and signers.people:
            yield Candidate(signers.people, RULE, f"{line.text} {after}".strip())
            return


def _end(body: Body, lines: Iterator[Line]) -> Iterator[Line]:
    """The last pieces of the body as lines of the page, and the lines below it."""
    last = {letters(text)[:_LETTERS] for _, text in body.pieces[-_LAST:]}
    found: list[Line] | None = None
    for line in lines:
        if letters(line.text)[:_LETTERS] in last:
            found = []
        elif found is not None and len(found) < _LINES:
            found.append(line)
    return iter(found or ())
