"""A home with the sample read once, and Broadsheet with one of its rules changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.commands.demo import add_sample_sources
from pipeline.commands.run import run_all
from pipeline.load.correct import correct
from pipeline.load.snapshot import open_snapshot
from pipeline.resources import data_dir
from pipeline.sample.server import serve
from pipeline.settings import Home

ROOT = Path(__file__).resolve().parents[2]
BY_HAND = "Set by hand"
CAPITALS = """
from dataclasses import replace
from pipeline import cli
from pipeline.extract import stage
read = stage.extract_or_reject
def shout(document, profile):
    article = read(document, profile)
    return replace(article, section=article.section and article.section.upper())
stage.extract_or_reject = shout
cli.main()
"""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The sample outlet as loaded once; tests work on copies."""
    home = Home(tmp_path_factory.mktemp("sample"))
    with serve() as server:
        add_sample_sources(home, server.base)
        list(run_all(home, [], Console(quiet=True), jobs=1))
        with open_snapshot(home) as connection:
            rows = connection.execute(
                "SELECT article_id::VARCHAR FROM articles WHERE section IS NOT NULL ORDER BY 1"
            ).fetchall()
        correct(home, rows[0][0], "section", BY_HAND)
        yield home


@pytest.fixture
def home(sample: Home, tmp_path: Path) -> Home:
    shutil.copytree(sample.root, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The command line of a Broadsheet that does not know that "say" reports speech, and that
    writes sections in capitals.
    """
    root = tmp_path_factory.mktemp("changed")
    shutil.copytree(
        ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    for folder in ("sql", "sources"):
        (root / folder).symlink_to(data_dir(folder))
    verbs = root / "pipeline" / "lexicon" / "verbs.toml"
    known = verbs.read_text("utf-8")
    assert "\nsay, " in known
    verbs.write_text(known.replace("\nsay, ", "\n", 1), "utf-8")

    def run(home: Home, *arguments: str) -> str:
        command = [sys.executable, "-c", CAPITALS, "reprocess", *arguments]
        env = os.environ | {"PYTHONPATH": str(root), "BROADSHEET_HOME": str(home.root)}
        done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        found = re.search(r"Run (\S+):", done.stdout)
        assert found
        return found[1]

    return run


@pytest.fixture(scope="session")
def compared(
    sample: Home, changed: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Home, str]:
    """A home in which the changed Broadsheet has read everything again, and that run."""
    home = Home(tmp_path_factory.mktemp("compared") / "home")
    shutil.copytree(sample.root, home.root)
    return home, changed(home)


@pytest.fixture
def waiting(compared: tuple[Home, str], tmp_path: Path) -> tuple[Home, str]:
    """A copy of it, to decide on."""
    shutil.copytree(compared[0].root, tmp_path / "waiting")
    return Home(tmp_path / "waiting"), compared[1]
