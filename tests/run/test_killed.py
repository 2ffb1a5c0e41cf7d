"""A run killed in the middle of each stage in turn ends in the tables of an undisturbed one."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands.demo import add_sample_sources
from pipeline.sample.server import SampleServer
from pipeline.settings import Home

SCRIPT = Path(__file__).with_name("killed.py")


def child(home: Home, stage: str = "", nth: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(home.root), stage, str(nth)],
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.timeout(240)
def test_killed_in_the_middle_of_each_stage(
    home: Home, outlet: SampleServer, tables: Callable, tmp_path: Path
) -> None:
    undisturbed = Home(tmp_path / "undisturbed")
    add_sample_sources(undisturbed, outlet.base)
    whole = child(undisturbed)
    assert whole.returncode == 0, whole.stderr
    events = json.loads(whole.stdout)
    for stage in ("discover", "fetch", "parse", "load", "check", "publish"):
        ended = child(home, stage, events[stage] // 2)
        assert ended.returncode == -signal.SIGKILL, (stage, ended.stderr)
    last = child(home)
    assert last.returncode == 0, last.stderr
    assert tables(home) == tables(undisturbed)
