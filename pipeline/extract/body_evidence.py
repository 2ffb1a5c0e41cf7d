"""Where a body was found, and what speaks for it: how little was cut, and what JSON-LD gives."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.body import STATED, Body
from pipeline.extract.evidence import Candidate
from pipeline.extract.overrides import RULE

_SHORT = 1_500  # characters under which a body is more often only the beginning of one
_CUTS = ((0.02, "nothing"), (0.1, "little"), (0.3, "some"))  # share of the subtree that was cut
_SAME = 0.8  # share of words in common from which two texts are one


def candidates(body: Body, own: str | None) -> Iterator[Candidate[str]]:
    """How the body was read, then the one that JSON-LD gives; a value is a length in characters,
    the same where they are one text. ``own`` is the selector of an override that found it.
    """
    length = sum(len(text) for _, text in body.pieces)
    cut = sum(len(c.text) for c in body.cuts)
    share = cut / max(1, length + cut)
    much = next((name for most, name in _CUTS if share < most), "much")
    rule = f"{'short ' if length < _SHORT else ''}subtree, {much} cut"
    raw = f"{len(body.pieces)} blocks kept, {len(body.cuts)} cut"
    value = f"{length} characters"
    if own:
        yield Candidate(value, RULE, f"{own}: {raw}")
    elif body.instead:
        yield Candidate(value, body.instead, raw)
        return
    else:
        yield Candidate(value, rule, raw)
    if body.stated:
        given = " ".join(body.stated)
        read = " ".join(text for _, text in body.pieces)
        same = _in_common(read, given) >= _SAME
        other = value if same else f"{len(given)} characters"
        yield Candidate(other, STATED, f"{len(body.stated)} paragraphs")


def _in_common(one: str, two: str) -> float:
    """The share of words that are in both texts, of those in either."""
    words, others = set(one.casefold().split()), set(two.casefold().split())
    return len(words & others) / max(1, len(words | others))
