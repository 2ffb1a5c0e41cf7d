"""WARC files of others: whole, in ranges that lie side by side, and damaged."""

import gzip
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.discover.files import warc_refs
from pipeline.fetch.archive import payload_digest
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.members import WarcRecord, records
from pipeline.fetch.warcs import captures_in, read_warcs

BODY = b"<html><body><p>The council met on Monday.</p></body></html>"


def _body(n: int) -> bytes:
    return BODY + str(n).encode()


@cache
def by_warcio(number: int, *, packed: bool, version: str = "1.0") -> bytes:
    """Responses with their requests, as the library writes them."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("news.warc.gz", {"software": "test"}))
    for n in range(number):
        body, url = _body(n), f"https://news.example/{n}"
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=BytesIO(body), length=len(body), http_headers=http
            )
        )
        asked = StatusAndHeaders(f"GET /{n} HTTP/1.1", [("Host", "x")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
    return out.getvalue()


def by_hand(n: int) -> bytes:
    """One response, packed."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _body(n)
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012d}>\r\n"
        f"WARC-Date: 2026-03-01T00:00:00Z\r\nWARC-Target-URI: https://news.example/{n}\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 1, mtime=0)


def _read(path: Path, folder: Path, part: int) -> list[tuple[str, str | None]]:
    """URL and class of failure of each capture, read in parts of so many bytes."""
    with Frontier(folder / "frontier.sqlite") as frontier:
        refs = list(warc_refs(path, "s", part))
        captures = list(read_warcs(refs, "r", frontier))
    with path.open("rb") as file:
        for capture in captures:
            if capture.error_class is None:
                file.seek(capture.warc_offset or 0)
                record = next(records(file, capture.warc_offset or 0))
                assert record is not None
                n = int(capture.url.rpartition("/")[2])
                assert record.block == _body(n)
                assert capture.digest == payload_digest(_body(n))
    return [(capture.url, capture.error_class) for capture in captures]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_file_by_warcio_is_read_whole(tmp_path: Path, packed: bool, version: str) -> None:
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(by_warcio(40, packed=packed, version=version))
    for part in (path.stat().st_size, 1_000):
        assert _read(path, tmp_path, part) == [
            (f"https://news.example/{n}", None) for n in range(40)
        ]


def test_ten_thousand_records_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(map(by_hand, range(10_000))))
    captures = list(captures_in(path))
    assert [c.url for c in captures] == [f"https://news.example/{n}" for n in range(10_000)]
    assert len({c.capture_id for c in captures}) == 10_000
    assert {(c.kind, c.status, c.error_class, c.fetched_at) for c in captures} == {
        ("response", 200, None, datetime(2026, 3, 1, tzinfo=UTC))
    }


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(255 - b for b in data[at : at + 20]) + data[at + 20 :]


DAMAGE: dict[str, Callable[[bytes, int, int], bytes]] = {
    "bytes that changed": lambda data, start, end: _flipped(data, end - 40),
    "a head that changed": lambda data, start, end: _flipped(data, start),
    "a hole": lambda data, start, end: data[: start + 30] + data[end - 30 :],
    "zeros": lambda data, start, end: data[:start] + bytes(end - start) + data[end:],
    "something else between": lambda data, start, end: (
        data[:start] + b"\x1f\x8b\x08?" * 9 + data[end:]
    ),
    "broken off": lambda data, start, end: data[: start + 50],
}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_takes_no_neighbours(tmp_path: Path, packed: bool, kind: str) -> None:
    whole = by_warcio(20, packed=packed)
    found = [r for r in records(BytesIO(whole)) if r is not None and r.type == "response"]
    victim = found[9]
    path = tmp_path / "news.warc"
    path.write_bytes(DAMAGE[kind](whole, victim.offset, victim.end))
    seen = Counter(_read(path, tmp_path, path.stat().st_size))
    last = 9 if kind == "broken off" else 20
    expected = Counter((f"https://news.example/{n}", None) for n in range(last) if n != 9)
    damaged = {key: n for key, n in seen.items() if key[1] is not None}
    assert {key: n for key, n in seen.items() if key[1] is None} == expected
    assert [kind for _, kind in damaged] == ["damaged"]


def _urls(data: bytes, start: int, end: int | None) -> list[tuple[int, str]]:
    found: list[WarcRecord | None] = list(records(BytesIO(data), start, end))
    assert None not in found
    return [(record.offset, record.url) for record in found if record is not None]


@settings(deadline=None)
@given(st.lists(st.integers(0, 12_000)), st.booleans())
def test_ranges_side_by_side_share_a_file_exactly(cuts: list[int], packed: bool) -> None:
    data = by_warcio(20, packed=packed)
    inside = sorted({cut for cut in cuts if 0 < cut < len(data)})
    bounds = [0, *inside, len(data)]
    parts = [entry for start, end in pairwise(bounds) for entry in _urls(data, start, end)]
    assert parts == _urls(data, 0, None)


def test_records_packed_together_are_told(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzip.compress(by_warcio(20, packed=False)))
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        (capture,) = read_warcs(list(warc_refs(path, "s")), "r", frontier)
    assert capture.error_class == "unreadable"
    assert "warcio recompress" in (capture.error or "")


@pytest.mark.parametrize("body", [_body(0), b"%x\r\n%b\r\n0\r\n\r\n" % (len(_body(0)), _body(0))])
def test_chunks_are_joined_where_there_are_any(body: bytes) -> None:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")]
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "https://news.example/0", "response", payload=BytesIO(body), length=len(body),
            http_headers=http,
        )
    )  # fmt: skip
    (record,) = records(BytesIO(out.getvalue()))
    assert record is not None
    assert record.block == _body(0)


def test_archived_errors_have_their_class(tmp_path: Path) -> None:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    statuses = ("200 OK", "301 Moved", "404 Not Found", "403 No", "500 Oops")
    for n, status in enumerate(statuses):
        http = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        url = f"https://news.example/{n}"
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=BytesIO(BODY), length=len(BODY), http_headers=http
            )
        )
    path = tmp_path / "news.warc.gz"
    path.write_bytes(out.getvalue())
    kinds = [c.error_class for c in captures_in(path)]
    assert kinds == [None, None, "gone", "refused", "server"]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 12_000), st.integers(0, 400), st.binary(max_size=300), st.booleans())
def test_any_damage_leaves_the_other_records(at: int, cut: int, put: bytes, packed: bool) -> None:
    whole = by_warcio(20, packed=packed)
    at = min(at, len(whole))
    damaged = whole[:at] + put + whole[at + cut :]
    before = [r for r in records(BytesIO(whole)) if r is not None]
    after = {(r.type, r.url, r.block) for r in records(BytesIO(damaged)) if r is not None}
    untouched = [r for r in before if r.end <= at or r.offset >= at + cut]
    assert {(r.type, r.url, r.block) for r in untouched} <= after
