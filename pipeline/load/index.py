"""The search index: an inverted index in tables, which grows by segments and never is rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as count_up
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.statements import load_sql, run_sql
from pipeline.load.warehouse import count

SEGMENT = 20_000  # contents indexed together
CHUNK = 5_000  # contents whose texts are held at a time
MANY = 16  # small segments before they are merged: bounds what a search looks through
SPANS = 256  # of stems, the unit in which they are moved
LEAST = 1_000  # contents that a load counts for at least, where it moves

Numbers = npt.NDArray[Any]


def index(connection: duckdb.DuckDBPyConnection) -> None:
    """Index the contents in the table ``new_contents``, and go on merging what has become many.

    Contents are numbered in the order of the parts, so that a segment is a span of numbers.
    """
    files = connection.execute(load_sql("70_files")).fetchall()
    segment: list[tuple[str, int, int]] = []
    for chunk in (chunk for file in files for chunk in _chunks(*file)):
        if segment and chunk[2] - segment[0][1] >= SEGMENT + CHUNK // 2:
            _add_segment(connection, segment)
            segment = []
        segment.append(chunk)
    if segment:
        _add_segment(connection, segment)
    merge(connection, sum(last - first + 1 for _, first, last in files))


def _chunks(file: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """Spans of about ``CHUNK`` contents of a part, all as long: a part that is a little longer than
    that is one, so that no small segments come of a large load."""
    number = max(1, round((last - first + 1) / CHUNK))
    edges = [first + (last - first + 1) * n // number for n in range(number + 1)]
    for start, end in pairwise(edges):
        yield file, start, end - 1


def merge(connection: duckdb.DuckDBPyConnection, contents: int = 0) -> None:
    """Make one segment of small ones where there are many, a span of their stems each time.

    A load that brings so many ``contents`` moves the postings of about half as many again, so that
    none waits for a whole merge, and a merge ends before the next has to begin. A small segment is
    merged a few times before it is a big one and then rests; so the work for a content does not
    grow with the warehouse.
    """
    joining = "FROM store.search_segments WHERE joins IS NOT NULL"
    small = f"SELECT count(*) FROM store.search_segments WHERE contents < {SEGMENT // 2}"
    if not count(connection, f"SELECT count(*) {joining}"):
        if count(connection, small) < MANY:
            return
        connection.execute(f"SET VARIABLE small = {SEGMENT // 2}; SET VARIABLE most = {SEGMENT}")
        run_sql(connection, "73_merge")
    size = count(connection, f"SELECT sum(contents) {joining}")
    moved = count(connection, f"SELECT max(moved) {joining}")
    step = max(contents, LEAST) * 3 // 2
    after = min(SPANS, moved + max(1, SPANS * step // size))
    first, last = (2**64 // SPANS * edge for edge in (moved, after))
    connection.execute(f"SET VARIABLE first = {first}::UBIGINT")
    connection.execute(f"SET VARIABLE last = {last - 1}::UBIGINT")
    connection.execute(f"SET VARIABLE moved = {after}")
    run_sql(connection, "73_move")


def _add_segment(connection: duckdb.DuckDBPyConnection, chunks: list[tuple[str, int, int]]) -> None:
    stem, content_id, occurs, ids, length = (
        np.concatenate(parts)
        for parts in zip(*(_invert(connection, *chunk) for chunk in chunks), strict=True)
    )
    connection.register("new_lengths", pa.table({"content_id": ids, "length": length}))
    segment = count(connection, load_sql("72_segment"))
    connection.unregister("new_lengths")
    order = np.argsort(stem, kind="stable")  # merges the chunks, each of which is sorted
    stem, content_id, occurs = stem[order], content_id[order], occurs[order]
    postings = pa.table({"stem": stem, "content_id": content_id, "occurs": occurs})
    # Not registered: a view that is dropped holds its rows until the transaction ends.
    rows = connection.from_arrow(postings).project(f"{segment}, stem, content_id, occurs")
    rows.insert_into("store.postings")


def _invert(
    connection: duckdb.DuckDBPyConnection, file: str, first: int, last: int
) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Postings (stem, content, occurrences), sorted, and the contents with their lengths in words.

    Tokens are what stands between white space; only distinct ones are taken apart into words and
    stemmed, in SQL, so that the index and a search fold words alike.
    """
    texts = connection.execute(load_sql("70_texts"), {"file": file, "first": first, "last": last})
    ids, split = _tokens(texts.to_arrow_table())
    tokens = split.values.dictionary_encode()
    codes = tokens.indices.to_numpy()
    document = np.repeat(np.arange(len(ids), dtype=np.int32), np.diff(split.offsets.to_numpy()))
    token, number, stem = _stems(connection, tokens.dictionary)
    words = np.bincount(token, minlength=len(tokens.dictionary))
    length = np.bincount(document, words[codes], len(ids)).astype(np.int32)
    keys = np.concatenate(
        [
            found * len(ids) + where
            for found, where in _occurrences(codes, document, token, number, words)
        ]
    ).astype(np.uint32 if len(stem) * len(ids) < 2**32 else np.int64)  # half as wide, sooner sorted
    keys.sort()
    edges = np.flatnonzero(np.diff(keys, prepend=keys[:1] + 1))
    occurs = np.minimum(np.diff(edges, append=len(keys)), 65535).astype(np.uint16)
    place, where = np.divmod(keys[edges], len(ids))
    return stem[place], ids[where], occurs, ids, length


def _occurrences(
    codes: Numbers, document: Numbers, token: Numbers, number: Numbers, words: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """The numbers of the stems that occur, with the document of each: first those of all tokens'
    first words, then of the second words where there are any, and so on."""
    nth = np.arange(len(token)) - (np.cumsum(words) - words)[token]
    for n in count_up():
        mine = nth == n
        stems = np.full(len(words), -1)
        stems[token[mine]] = number[mine]
        found = stems[codes]
        indexed = found >= 0
        yield found[indexed], document[indexed]
        more = words[codes] > n + 1
        if not more.any():
            return
        codes, document = codes[more], document[more]


def _tokens(texts: pa.Table) -> tuple[Numbers, pa.ListArray[Any]]:
    """The contents' ids, and a list of tokens each."""
    split = pc.ascii_split_whitespace(texts["text"].combine_chunks())
    return texts["content_id"].to_numpy(), split


def _stems(
    connection: duckdb.DuckDBPyConnection, tokens: pa.Array[Any]
) -> tuple[Numbers, Numbers, Numbers]:
    """A row a word of a token: the token's position, and the number of its stem, -1 where the
    word is not indexed; then the stems by number."""
    rows = pa.table({"token": tokens, "number": pa.array(np.arange(len(tokens)))})
    connection.register("tokens", rows)
    run_sql(connection, "71_stems")
    found = connection.execute(
        "SELECT number, stem IS NOT NULL AS indexed, coalesce(md5_number_lower(stem), 0) AS stem "
        "FROM token_words LEFT JOIN store.words USING (word) ORDER BY number"
    ).fetchnumpy()
    connection.unregister("tokens")
    stems, numbers = np.unique(found["stem"], return_inverse=True)
    return found["number"], np.where(found["indexed"], numbers, -1), stems
