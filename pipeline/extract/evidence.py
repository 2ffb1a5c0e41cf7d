"""Candidates for a field, best first, and the evidence they leave behind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.record import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that a rule proposes for a field; ``raw`` is what stood in the page."""

    value: T
    rule: str
    raw: str
    confidence: float


def choose(field: str, candidates: Iterable[Candidate[T]]) -> tuple[T | None, list[Evidence]]:
    """The first candidate's value, and a row of evidence for it and for each that lost."""
    ranked = list(candidates)
    evidence = [
        Evidence(
            field=field,
            value=c.value if isinstance(c.value, str) else json.dumps(c.value, ensure_ascii=False),
            rule=c.rule,
            raw=c.raw[:500],
            confidence=round(c.confidence, 3),
            chosen=rank == 0,
        )
        for rank, c in enumerate(ranked)
    ]
    return (ranked[0].value if ranked else None), evidence
