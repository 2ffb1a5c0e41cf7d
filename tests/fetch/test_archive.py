"""What is written, read back by warcio record by record: by the standard, digests right."""

from collections import Counter
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from pipeline.fetch.archive import payload_digest
from pipeline.settings import Home
from pipeline.sources import Politeness
from tests.fetch.rogue import RogueServer
from tests.fetch.shards import LOOPBACK, fetch_urls

POLITE = Politeness(
    delay=0.0, allow_hosts=LOOPBACK, content_types=("text/html", "application/octet-stream")
)


def _records(path: Path) -> list[tuple[str, dict[str, str], Any, bytes]]:
    """Type, headers, HTTP headers and body of each record."""
    with path.open("rb") as file:
        return [
            (
                record.rec_type,
                {name.lower(): value for name, value in record.rec_headers.headers},
                record.http_headers,
                record.raw_stream.read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        ]


def test_every_exchange_is_kept_by_the_standard(server: RogueServer, tmp_path: Path) -> None:
    home, base = Home(tmp_path), server.base()
    server.files = {"/file": b"bytes without a validator"}
    urls = [f"{base}/page", f"{base}/moved?1", f"{base}/status/404", f"{base}/loop", f"{base}/file"]
    server.redirects = {"/moved?1": "/page?2"}
    first = fetch_urls(home, urls, "r1", POLITE)
    second = fetch_urls(home, urls, "r2", POLITE)
    kinds: dict[str, Counter[str]] = {}
    for run, captures in (("r1", first), ("r2", second)):
        path = home.warc(run, "0000")
        records = _records(path)
        kinds[run] = Counter(kind for kind, *_ in records)
        ids = [headers["warc-record-id"] for _, headers, *_ in records]
        assert len(set(ids)) == len(ids)
        told = {}
        for kind, headers, http, body in records:
            assert headers["warc-date"].endswith("Z")
            if kind == "response":
                assert headers["warc-payload-digest"] == payload_digest(body)
                assert headers["content-type"] == "application/http; msgtype=response"
                told[headers["warc-target-uri"]] = http.get_statuscode()
            if kind == "request":
                assert headers["warc-concurrent-to"] in ids
                assert http.get_header("user-agent").startswith("broadsheet/")
            if kind == "revisit":
                assert headers["warc-refers-to-target-uri"] == headers["warc-target-uri"]
                assert headers["warc-refers-to-date"]
                assert body == b""
        if run == "r1":
            assert told == {
                f"{base}/page": "200", f"{base}/moved?1": "302", f"{base}/page?2": "200",
                f"{base}/status/404": "404", f"{base}/loop": "302", f"{base}/file": "200",
            }  # fmt: skip
        for capture in (c for c in captures if c.warc_offset is not None):
            with path.open("rb") as file:
                file.seek(capture.warc_offset)
                record = next(iter(ArchiveIterator(file)))
                assert record.rec_headers.get_header("WARC-Target-URI") == capture.final_url
                assert record.rec_headers.get_header("WARC-Payload-Digest") == capture.digest
    assert kinds["r1"] == {"warcinfo": 1, "response": 6, "request": 6, "metadata": 5}
    profiles = Counter(
        (headers["warc-profile"].rpartition("/")[2], http.get_statuscode())
        for kind, headers, http, _ in _records(home.warc("r2", "0000"))
        if kind == "revisit"
    )
    assert profiles == {
        ("server-not-modified", "304"): 2, ("identical-payload-digest", "200"): 1
    }  # fmt: skip
