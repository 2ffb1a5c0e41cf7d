"""Pages per CPU-second of parse, against trafilatura on the same pages in the same run, and
records per second of load: ``python -m benchmarks.pipeline [PAGES_FOLDER]``.

The pages are those of a folder (``.html``), else the bundled sample outlet's. trafilatura lives in
an environment of its own, ``.bench/``, made on first use. The report is printed and kept in
``docs/benchmarks/pipeline.md``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median

from pipeline import stages
from pipeline.commands.demo import add_sample_sources
from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.runs import new_run_id
from pipeline.sample.server import SITE, serve
from pipeline.settings import Home

ROOT = Path(__file__).parents[1]
PEER = "trafilatura==2.3.1"
REPEATS = 5  # of each, in turn, so that a drift of the machine touches both
PAGES = 200  # pages a repeat, the folder's over and over

PEER_SCRIPT = """
import sys, time
from pathlib import Path
from trafilatura import bare_extraction
pages = [Path(name).read_bytes() for name in sys.stdin.read().split("\\0") if name]
bare_extraction(pages[0], with_metadata=True)
started = time.process_time()
for page in pages:
    bare_extraction(page, with_metadata=True)
print(len(pages) / (time.process_time() - started))
"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    found = sorted(folder.rglob("*.html"))
    pages = (found * (PAGES // len(found) + 1))[:PAGES]
    peer = _peer()
    rows = [(_ours(pages, inside=False), _ours(pages, inside=True), _theirs(peer, pages))
            for _ in range(REPEATS)]  # fmt: skip
    fields, whole, theirs = (median(column) for column in zip(*rows, strict=True))
    lines = [
        "# Speed of parse and load",
        "",
        f"`make bench` on {len(found)} pages, the median of {REPEATS} turns without start-up. Times"
        " of a machine are noise; the ratio is taken within one run.",
        "",
        "| | pages per CPU-second | ratio |",
        "|---|---|---|",
        f"| fields of the page | {fields:.0f} | {median(r[0] / r[2] for r in rows):.2f} |",
        f"| and fields inside the text | {whole:.0f} | {median(r[1] / r[2] for r in rows):.2f} |",
        f"| {PEER} with metadata | {theirs:.0f} | 1 |",
        "",
        f"Load: {_load():.0f} records per second, a run of the sample outlet (one transaction).",
        "`make bench-warehouse` measures load at scale.",
    ]
    report = "\n".join(lines) + "\n"
    print(report)
    (ROOT / "docs" / "benchmarks" / "pipeline.md").write_text(report)


def _ours(pages: list[Path], *, inside: bool) -> float:
    documents = [Document(id=str(path), payload=path.read_bytes()) for path in pages]
    extract_article(documents[0], inside=inside)  # lexicons are read once a process
    started = time.process_time()
    for document in documents:
        extract_article(document, inside=inside)
    return len(documents) / (time.process_time() - started)


def _theirs(python: Path, pages: list[Path]) -> float:
    done = subprocess.run(
        [python, "-c", PEER_SCRIPT], input="\0".join(map(str, pages)),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def _peer() -> Path:
    """The interpreter of the peer's own environment."""
    folder = ROOT / ".bench"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", PEER, "lxml_html_clean"], check=True
        )
    return python


def _load() -> float:
    """Records per wall second of load over the sample outlet, fetched and parsed beforehand."""
    with tempfile.TemporaryDirectory() as folder, serve() as server:
        home = Home(Path(folder))
        add_sample_sources(home, server.base)
        run = new_run_id()
        for shard in stages.discover(home, run):
            stages.fetch(home, run, shard)
            stages.parse(home, run, shard)
        started = time.perf_counter()
        report = stages.load(home, run)
        return report.observations / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
