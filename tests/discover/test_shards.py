"""Refs dealt into shards: each in one, a host's pages together, none too large."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.discover.shards import MOST_SHARDS, PAGES_A_SHARD, shards_of
from pipeline.record import Ref
from pipeline.settings import ShardSize
from pipeline.urls import host_of

SIZE = ShardSize()
hosts = st.sampled_from([f"{n}.example" for n in range(40)])


@settings(deadline=None)
@given(st.lists(st.tuples(hosts, st.integers(1, 300)), max_size=40))
def test_each_page_is_in_one_shard_with_its_host(pages: list[tuple[str, int]]) -> None:
    refs = [
        Ref(source="s", location=f"https://{host}/{n}", kind="url")
        for host, number in dict(pages).items()
        for n in range(number)
    ]
    shards = list(shards_of(refs, SIZE))
    assert sorted(ref.location for shard in shards for ref in shard) == sorted(
        ref.location for ref in refs
    )
    homes: dict[str, set[int]] = defaultdict(set)
    for number, shard in enumerate(shards):
        for ref in shard:
            homes[host_of(ref.location)].add(number)
    assert all(len(numbers) == 1 for numbers in homes.values())
    assert len(shards) <= min(MOST_SHARDS, -(-len(refs) // PAGES_A_SHARD))


def test_parts_of_warc_files_fill_a_shard() -> None:
    size = 100_000_000
    refs = [Ref(source="s", location=f"/warcs/{n}.warc.gz#0-{size}", kind="warc") for n in range(6)]
    shards = list(shards_of(refs, SIZE))
    assert [ref for shard in shards for ref in shard] == refs
    assert all(len(shard) * size <= SIZE.bytes for shard in shards)
