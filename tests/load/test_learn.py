"""What an outlet repeats is learned once, kept, and given to parse."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean.fingerprint import block_hash
from pipeline.errors import InputError
from pipeline.extract.profiles import read_profile
from pipeline.load.learn import learn
from pipeline.load.loader import load
from pipeline.settings import Home
from tests.load.make import page, write_run

LEAK = "Follow our newsroom for the latest updates every day."


def test_learn(tmp_path: Path) -> None:
    home = Home(tmp_path)
    run = "20260301T000000Z-000000"
    pages = [
        page(f"https://gazette.example/{n}", 1, f"Story {n} is new and long enough.|{LEAK}")
        for n in range(20)
    ]
    write_run(home, run, pages)
    load(home, run)
    assert read_profile(home, "gazette").version is None
    (found,) = learn(home)
    assert (found.version, found.new) == (1, [LEAK])
    assert learn(home)[0].new == [] and learn(home)[0].version == 1
    profile = read_profile(home, "gazette")
    assert profile.version == "1"
    assert block_hash(LEAK.upper()) in profile.boilerplate
    (home.learned / "gazette" / "2.json").write_text("{")
    with pytest.raises(InputError, match=r"2\.json"):
        read_profile(home, "gazette")
