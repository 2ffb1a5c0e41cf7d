"""Fit the weights of ``pipeline/lexicon/kind.toml`` on WCXB's pages (Murrough Foley, CC-BY-4.0).

    python -m benchmarks.kinds PACK

``PACK`` is the folder of ``benchmarks.extraction``. Prints the F1 of weights fitted on one half of
the hosts and measured on the other, both ways, then the weights of all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

import pipeline.extract.article as article
from benchmarks.extraction import half, record
from pipeline.clean.page import Page
from pipeline.extract.body import Body
from pipeline.extract.kind import Kind, classify, signals
from pipeline.extract.metadata import Metadata

_RIDGE = 4.0  # keeps the weights of rare signals small
_UNTOLD = ("no_address",)  # every page of the set has an address
Matrix = np.ndarray[Any, np.dtype[np.float64]]


def collect(pack: Path) -> tuple[list[dict[str, float]], Matrix, Matrix]:
    """Signals, whether it is an article, and whether it is of the work half, by page."""
    sys.path.insert(0, str(pack))
    from extraction_score import dataset

    found: list[dict[str, float]] = []

    def listen(page: Page, body: Body, meta: Metadata) -> Kind:
        found.append(signals(page, body, meta))
        return classify(page, body, meta)

    article.classify = listen  # type: ignore[attr-defined]  # the one place that calls it
    rows, right, work = [], [], []
    for page in dataset.load_set(pack / "data" / "wcxb_dev"):
        found.clear()
        record(page)
        if found:
            rows.append({k: v for k, v in found[0].items() if k not in _UNTOLD})
            right.append(page.gold.page_type == "article")
            work.append(half(page.url, page.id) == "work")
    return rows, np.array(right, float), np.array(work, bool)


def fit(x: Matrix, y: Matrix) -> Matrix:
    """Logistic regression with a ridge, by Newton's method; the last column is the base."""
    ridge = np.eye(x.shape[1]) * _RIDGE
    ridge[-1, -1] = 0
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + ridge @ weights
        curve = (x.T * np.maximum(p * (1 - p), 1e-6)) @ x + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def f1(x: Matrix, y: Matrix, weights: Matrix) -> float:
    """F1 of the articles."""
    said = x @ weights >= 0
    return float(2 * (said & (y > 0)).sum() / (said.sum() + y.sum()))


def main(pack: Path) -> None:
    rows, y, work = collect(pack)
    names = sorted(rows[0])
    x = np.array([[row[name] for name in names] + [1.0] for row in rows])
    for trained, tested in ((work, ~work), (~work, work)):
        print(f"F1 on the other half: {f1(x[tested], y[tested], fit(x[trained], y[trained])):.3f}")
    weights = fit(x, y)
    print(f"base = {weights[-1]:.3f}")
    for name, weight in zip(names, weights[:-1], strict=True):
        print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
