"""Count how often each rule was right, and show what its confidence is worth on other hosts.

The counts (``pipeline/lexicon/confidence.toml``) are of all development pages whose licence allows
it; what the report claims for a page comes from counts without its fifth of the hosts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.extract.confidence import agreements, comparable, confidence, kind

FOLDS = 5
SMALLEST = 30  # values in a bin of the report
FIELDS = ("title", "authors", "published", "body")
BODY = 0.9  # F1 of words or shingles from which a body counts as right
Counts = dict[str, dict[str, dict[str, dict[str, int]]]]

STATED = {
    # Not measured: no development set has such pages; each is what would be taken for likely.
    "inferred from dateline": 0.6,
    "window": 0.6,
    "override": 0.95,
    "data in scripts": 0.8,
    "manifest": 0.99,
    "archive": 0.99,
}
HEAD = """\
# How many values were right of how many, by field, rule and agreement with other rules: what
# pipeline/extract/confidence.py makes of them is the confidence of a row of evidence. Counted by
# `make bench-extraction` on the development pages of WCXB (Murrough Foley, CC-BY-4.0), of
# flairNLP/fundus (MIT) and of adbar/trafilatura (Apache-2.0); not to be edited by hand.
# `*` is any rule of the field, `other` stands in for fields that have no right values there.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate of one page: was it right, and did it win?"""

    field: str
    rule: str
    agreement: str
    right: bool
    chosen: bool
    fold: int


def fold_of(host: str) -> int:
    """The fifth that a host belongs to."""
    return blake2b(host.encode(), person=b"calibration").digest()[0] % FOLDS


def cases(row: dict[str, Any], gold: Any, host: str, measures: Any) -> Iterator[Case]:
    """The candidates of a record for the fields that its page's ``gold`` holds, judged by the
    scorer's ``measures``: the same title folded, the same authors, the same day; of a body nine
    tenths, where the set holds whole ones.
    """
    evidence = row["evidence"]
    rights: dict[str, Callable[[str], bool]] = {}
    if gold.title:
        rights["title"] = lambda value: measures.fold(value) == measures.fold(gold.title)
    if gold.authors is not None:
        names = {measures.name_key(name) for name in gold.authors}
        rights["authors"] = lambda value: {measures.name_key(n) for n in json.loads(value)} == names
    if gold.date is not None:
        rights["published"] = lambda value: measures.day(value) == measures.day(gold.date)
    scores = measures.score_page(gold, row)
    if "words" in scores or "shingle" in scores:
        rights["body"] = lambda _: measures.body_f1(scores) >= BODY
    for field, is_right in rights.items():
        ranked = [e for e in evidence if e["field"] == field]
        kinds = [kind(e["rule"]) for e in ranked]
        values = [comparable(field, e["value"]) for e in ranked]
        for e, agreement in zip(ranked, agreements(kinds, values), strict=True):
            if field != "body" or e["chosen"]:  # nobody says whether another body had been right
                right = is_right(e["value"])
                yield Case(field, e["rule"], agreement, right, e["chosen"], fold_of(host))


def count(found: Iterable[Case]) -> Counts:
    """The table of right and all, by field, rule and agreement."""
    table: Counts = {}
    for case in found:
        for field in (case.field, "other")[: 1 if case.field == "body" else 2]:
            for rule in (kind(case.rule), "*") if field == case.field else ("*",):
                counts = table.setdefault(field, {}).setdefault(rule, {})
                pair = counts.setdefault(case.agreement, {"right": 0, "of": 0})
                pair["right"] += case.right
                pair["of"] += 1
    return table


def write(table: Counts, path: Path) -> None:
    """The table as TOML."""
    lines = [HEAD, "[stated]", *(f'"{rule}" = {value}' for rule, value in STATED.items())]
    for field in sorted(table):
        for rule in sorted(table[field]):
            lines += ["", f'[{field}."{rule}"]']
            lines += [
                f"{level} = {{right = {pair['right']}, of = {pair['of']}}}"
                for level, pair in sorted(table[field][rule].items())
            ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def report(found: list[Case]) -> list[str]:
    """Cross-validated: bins of what was claimed against what was right, and the Brier score."""
    tables = [
        {**count(c for c in found if c.fold != fold), "stated": STATED} for fold in range(FOLDS)
    ]
    lines = [
        "# What a confidence is worth",
        "",
        "`make bench-extraction PACK=...`; the values that were taken for a field, each claimed by",
        f"counts without its own fifth of the hosts; bins hold at least {SMALLEST} values. The",
        "Brier score is the mean square of claimed less right: less is better. The base rate",
        "claims the same share of right ones for every value.",
        "",
    ]
    for field in FIELDS:
        won = [c for c in found if c.field == field and c.chosen]
        claimed = sorted(
            (confidence(field, c.rule, c.agreement, tables[c.fold]), c.right) for c in won
        )
        base = sum(right for _, right in claimed) / len(claimed)
        brier = sum((claim - right) ** 2 for claim, right in claimed) / len(claimed)
        lines += [
            f"## {field}: {len(claimed)} values, {base:.3f} right",
            "",
            f"Brier score {brier:.4f}, of the base rate {base * (1 - base):.4f}.",
            "",
            "| claimed | right | values |",
            "|---|---|---|",
        ]
        lines += [
            f"| {sum(c for c, _ in part) / len(part):.2f} ({part[0][0]:.2f} to {part[-1][0]:.2f}) "
            f"| {sum(r for _, r in part) / len(part):.2f} | {len(part)} |"
            for part in _bins(claimed)
        ]
        lines.append("")
    return lines


def _bins(claimed: list[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """Up to eight bins of equal claims or about equal size, none below ``SMALLEST``."""
    size = max(SMALLEST, len(claimed) // 8)
    bins: list[list[tuple[float, bool]]] = [[]]
    for claim in claimed:
        if len(bins[-1]) >= size and claim[0] != bins[-1][-1][0]:
            bins.append([])
        bins[-1].append(claim)
    if len(bins) > 1 and len(bins[-1]) < SMALLEST:
        last = bins.pop()
        bins[-1] += last
    return bins
