"""Score extraction on the development sets, each split once by a hash of the host.

    python -m benchmarks.extraction PACK [REPORT]

``PACK`` holds the scorer (``extraction_score``) and ``data/<set>``. Rules are only ever looked at
with the ``work`` half; ``validation`` shows what they are worth elsewhere.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from statistics import fmean
from typing import Any
from urllib.parse import urlsplit

from benchmarks import calibration, speed
from pipeline.extract.article import extract_article
from pipeline.extract.command import line_of
from pipeline.extract.document import Document
from pipeline.record import Hints

SHARES = Path(__file__).parent.parent / "pipeline/lexicon/confidence.toml"
F1 = (
    "words",
    "shingle",
    "paragraph",
    "segments",
    "article",
    "authors",
    "captions",
    "credits",
    "subheads",
)
MEANS = (
    "with_rate",
    "without_rate",
    "title_fold",
    "date",
    "authors_false",
    "date_false",
    "caption_leak",
)


def half(url: str, id: str) -> str:
    """``work`` or ``validation``, by the host."""
    return "work" if blake2b(host_of(url, id).encode()).digest()[0] % 2 == 0 else "validation"


def record(page: Any) -> dict[str, Any]:
    """The record of one page, as ``broadsheet extract --no-inside`` writes it."""
    hints = Hints(
        url=page.url or None, encoding=page.encoding, crawl_date=page.crawl_date, vouched=True
    )
    document = Document(
        id=page.id, payload=page.html, url=hints.url, content_type="text/html", hints=hints
    )
    parsed: dict[str, Any] = json.loads(line_of(extract_article(document, inside=False)))
    return parsed


def host_of(url: str, id: str) -> str:
    """The host, or the id's outlet where there is no address."""
    return (urlsplit(url).hostname or id.rsplit("_", 3)[0]).removeprefix("www.")


def main(pack: Path, report: Path) -> None:
    """Score every set, then count anew what each rule's word is worth (``benchmarks/calibration``):
    the counts go to the lexicon, what they are worth beside ``report``.
    """
    sys.path.insert(0, str(pack))
    from extraction_score import command, dataset, measures

    lines = ["# Extraction on the development sets", ""]
    lines += ["`make bench-extraction PACK=...`; fields inside the text switched off.", ""]
    found: list[calibration.Case] = []
    for folder in sorted((pack / "data").iterdir()):
        pages = dataset.load_set(folder)
        started = time.process_time()
        rows = {page.id: record(page) for page in pages}
        spent = (time.process_time() - started) / len(pages) * 1000
        lines += [f"## {folder.name}: {len(pages)} pages, {spent:.1f} ms CPU a page", ""]
        lines += ["| measure | work | validation |", "|---|---|---|"]
        halves = [[p for p in pages if half(p.url, p.id) == h] for h in ("work", "validation")]
        scores = [command.judge(part, rows)[0] for part in halves]
        for name in F1:
            if all(name in s for s in scores):
                cells = (
                    f"{s[name]['f1']:.3f} ({s[name]['precision']:.3f} / {s[name]['recall']:.3f})"
                    for s in scores
                )
                lines.append(f"| {name} F1 (P / R) | " + " | ".join(cells) + " |")
        for name in MEANS:
            if all(name in s for s in scores):
                cells = (f"{s[name]['mean']:.3f}" for s in scores)
                lines.append(f"| {name} | " + " | ".join(cells) + " |")
        if any(page.gold.must and page.gold.page_type for page in pages):
            cells = (f"{_held(part, rows, measures.fold):.3f}" for part in halves)
            lines.append("| with_rate, quotation marks alike | " + " | ".join(cells) + " |")
        lines.append("")
        print(*lines[-20:], sep="\n", flush=True)
        found += [
            case
            for page in pages
            if page.gold.page_type in (None, "article")
            for case in calibration.cases(
                rows[page.id], page.gold, host_of(page.url, page.id), measures
            )
        ]
    calibration.write(calibration.count(found), SHARES)
    lines += speed.report(pack)
    shown = calibration.report(found)
    report.with_name("calibration.md").write_text("\n".join(shown), encoding="utf-8")
    report.write_text("\n".join(lines), encoding="utf-8")


def _held(pages: list[Any], rows: dict[str, Any], fold: Callable[[str], str]) -> float:
    """The share of snippets in the text of articles where only typography may differ: the gold
    has straight quotation marks, and pages often curly ones, which the record keeps.
    """
    shares = []
    for page in pages:
        if page.gold.must and page.gold.page_type == "article":
            text = fold(rows[page.id]["text"])
            shares.append(fmean(fold(snippet) in text for snippet in page.gold.must))
    return fmean(shares)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2] if len(sys.argv) > 2 else "docs/benchmarks/extraction.md"),
    )
