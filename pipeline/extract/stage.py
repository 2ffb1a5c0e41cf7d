"""The parse stage: the captures of a shard to a Parquet part of observations."""

from __future__ import annotations
