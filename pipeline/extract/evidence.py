"""Candidates for a field, best first, and the evidence they leave behind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from pipeline.extract.confidence import agreements, comparable, confidence, kind
from pipeline.record import Evidence
from pipeline.serialize import to_dict

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_RAW_LENGTH = 500
_MOST = 100  # candidates that are weighed against each other: only hostile pages have more


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T_co]):
    """A value that a rule proposes for a field; ``raw`` is what stood in the page.

    A ``doubtful`` one is kept as evidence and never chosen.
    """

    value: T_co
    rule: str
    raw: str
    doubtful: bool = False


def choose(field: str, candidates: Iterable[Candidate[T]]) -> tuple[T | None, list[Evidence]]:
    """The first candidate's value that is not doubtful, and a row of evidence for each.

    How much a candidate is worth depends on its rule and on how many others say the same.
    """
    ranked = sorted(islice(candidates, _MOST), key=lambda c: c.doubtful)
    found = bool(ranked) and not ranked[0].doubtful
    values = [_written(c.value) for c in ranked]
    kinds = [kind(c.rule) for c in ranked]
    same = [comparable(field, value) for value in values]
    evidence = [
        Evidence(
            field=field,
            value=value,
            rule=candidate.rule,
            raw=candidate.raw[:_RAW_LENGTH],
            confidence=confidence(field, candidate.rule, agreement),
            chosen=found and rank == 0,
        )
        for rank, (candidate, value, agreement) in enumerate(
            zip(ranked, values, agreements(kinds, same), strict=True)
        )
    ]
    return (ranked[0].value if found else None), evidence


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(to_dict(value), ensure_ascii=False)
