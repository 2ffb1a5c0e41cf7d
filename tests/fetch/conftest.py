"""A misbehaving server, and a visitor to ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.fetch.client import Client
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.visit import Visitor
from tests.fetch.rogue import RogueServer, rogue


@pytest.fixture
def server() -> Iterator[RogueServer]:
    with rogue() as server:
        yield server


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    with Frontier(tmp_path / "frontier.sqlite") as frontier, Client() as client:
        yield Visitor(frontier, client)
