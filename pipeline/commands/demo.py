"""``broadsheet demo``: the main job on the bundled sample outlet, over HTTP on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EADDRINUSE
from pathlib import Path

from rich.console import Console

from pipeline.commands.query import print_table
from pipeline.commands.run import print_outcome, run_all
from pipeline.errors import InputError
from pipeline.load.snapshot import ask, open_snapshot
from pipeline.resources import data_dir
from pipeline.runs import write_atomically
from pipeline.sample.server import TEXTS, SampleServer, serve
from pipeline.settings import Home

PORT = 8788  # part of the articles' addresses, so a second run must find the same
QUESTION = "SELECT speaker, speaker_role, quote FROM quotes WHERE speaker IS NOT NULL LIMIT 8"


def demo(home: Home, console: Console, *, port: int = PORT, edition: int = 1) -> bool:
    """Serve the sample outlet, run all stages on it, print what happened and one query's rows;
    whether all went well.
    """
    with _served(port, edition) as server:
        add_sample_sources(home, server.base)
        console.print(f"The sample outlet is at {server.base}/", markup=False)
        outcomes = list(
            run_all(home, ["alder-ledger", "saved-articles"], console, force=edition > 1)
        )
    for outcome in outcomes:
        print_outcome(outcome, home, console)
    with open_snapshot(home) as connection:
        console.print(
            f"broadsheet query {QUESTION!r}", markup=False, highlight=False, soft_wrap=True
        )
        print_table(ask(connection, QUESTION, {}))
    return not any(outcome.failed for outcome in outcomes)


def add_sample_sources(home: Home, base: str, texts: Path = TEXTS) -> None:
    """Put the bundled source files into the home, for the outlet served at ``base``."""
    for path in data_dir("sources").glob("*.toml"):
        content = path.read_text("utf-8").replace("{{base}}", base).replace("{{texts}}", str(texts))
        write_atomically(home.sources / path.name, content.encode())


@contextmanager
def _served(port: int, edition: int) -> Iterator[SampleServer]:
    try:
        with serve(port, edition=edition) as server:
            yield server
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise
        raise InputError(
            f"port {port} is taken, so the sample outlet cannot be served there;"
            " choose another with --port"
        ) from None
