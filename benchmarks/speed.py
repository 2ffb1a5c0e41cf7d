"""How fast pages are read, beside a peer in the same run, and whether memory stays flat.

    python -m benchmarks.speed PACK [PAGES]

``PACK`` holds the scorer and its sets; ``PAGES`` is how many pages one process reads to show its
memory (2,000). ``TRAFILATURA`` in the environment is a Python that has trafilatura: it lives in an
environment of its own, never among our dependencies. Without, only our own times are told.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from pipeline.extract.article import extract_article
from pipeline.extract.command import documents, line_of
from pipeline.extract.document import Document

SAMPLE = 100  # articles of the set with the most hosts, always the same
REPEATS = 3  # of each command, in turn, so that a drift of the machine touches all
SMALL = 90_000  # bytes of the largest page that is read for memory: it is the number that tells
PAGES = 2_000
TOOL = Path(sys.executable).with_name("broadsheet")


def report(pack: Path, pages: int = PAGES) -> list[str]:
    """The lines of the report: speed with start-up, then memory page by page."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write_sample(pack, place / "in")
        rows = _speed(pack, place)
        memory = subprocess.run(
            [sys.executable, "-m", "benchmarks.speed", "memory", place / "in", str(pages)],
            capture_output=True,
            text=True,
            check=True,
        )
    return [
        "## Speed and memory",
        "",
        f"{SAMPLE} articles of wcxb_dev on one core, start-up included, the median of {REPEATS}"
        " turns in one run.",
        "",
        "| | pages per CPU-second | ratio |",
        "|---|---|---|",
        *rows,
        "",
        f"Pages under {SMALL // 1000} kB read over and over, under new names, by one process:",
        "",
        "| pages | resident MB |",
        "|---|---|",
        *memory.stdout.splitlines(),
        "",
    ]


def _write_sample(pack: Path, folder: Path) -> None:
    sys.path.insert(0, str(pack))
    from extraction_score import dataset  # type: ignore[import-not-found]  # beside the data

    pages: list[Any] = dataset.load_set(pack / "data" / "wcxb_dev")
    articles = [page for page in pages if page.gold.page_type == "article"]
    dataset.write_input(dataset.pick(articles, SAMPLE), folder)


def _speed(pack: Path, place: Path) -> list[str]:
    out = place / "out.jsonl"
    commands: dict[str, list[str | Path]] = {
        "fields of the page": [TOOL, "extract", "--no-inside", place / "in", out],
        "and the fields inside the text": [TOOL, "extract", place / "in", out],
    }
    peer = os.environ.get("TRAFILATURA")
    if peer:
        commands["trafilatura with metadata"] = [peer, pack / "reference.py", place / "in", out]
    affinity = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(affinity)})
    turns = [{name: _cpu(command) for name, command in commands.items()} for _ in range(REPEATS)]
    os.sched_setaffinity(0, affinity)
    rows = []
    for name in commands:
        speed = SAMPLE / median(turn[name] for turn in turns)
        theirs = [turn.get("trafilatura with metadata") for turn in turns]
        ratios = [t / turn[name] for t, turn in zip(theirs, turns, strict=True) if t]
        told = f"{median(ratios):.2f}" if ratios else "no peer: name one by TRAFILATURA="
        rows.append(f"| {name} | {speed:.1f} | {told} |")
    return rows


def _cpu(command: list[str | Path]) -> float:
    """CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _memory(folder: Path, pages: int) -> None:
    """Print the resident memory after a twentieth, a quarter, half and all of the pages."""
    marks = {pages // 20, pages // 4, pages // 2, pages}
    for number, document in enumerate(_over_and_over(folder, pages), 1):
        line_of(extract_article(document))
        if number in marks:
            resident = int(Path("/proc/self/statm").read_text().split()[1])
            print(f"| {number} | {resident * resource.getpagesize() / 2**20:.0f} |", flush=True)


def _over_and_over(folder: Path, pages: int) -> Iterator[Document]:
    """The small pages of a folder, each time as another document."""
    count = 0
    while True:
        for item in documents(folder):
            if isinstance(item, Document) and len(item.payload) <= SMALL:
                if count == pages:
                    return
                count += 1
                yield replace(item, id=f"{item.id}-{count}", url=f"{item.url}?{count}")


if __name__ == "__main__":
    if sys.argv[1] == "memory":
        _memory(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(*report(Path(sys.argv[1]), int((sys.argv[2:] or [PAGES])[0])), sep="\n")
