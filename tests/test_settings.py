"""What the environment sets."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigurationError
from pipeline.settings import ShardSize


def test_the_size_of_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROADSHEET_SHARD_DOCUMENTS", raising=False)
    assert ShardSize.configured() == ShardSize()
    monkeypatch.setenv("BROADSHEET_SHARD_DOCUMENTS", "50")
    monkeypatch.setenv("BROADSHEET_SHARD_BYTES", "1000")
    assert ShardSize.configured() == ShardSize(documents=50, bytes=1000)


@pytest.mark.parametrize("wrong", ["0", "-1", "many", "1.5"])
def test_a_size_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("BROADSHEET_SHARD_BYTES", wrong)
    with pytest.raises(ConfigurationError, match=f"BROADSHEET_SHARD_BYTES.*not '{wrong}'"):
        ShardSize.configured()
