"""An ordinary server: nginx serves an outlet, a rate limit, and WARC files in ranges."""

import gzip
import os
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.discover.stage import discover
from pipeline.fetch import remote
from pipeline.fetch.captures import is_document, read_captures
from pipeline.fetch.payloads import Payloads
from pipeline.fetch.stage import fetch
from pipeline.record import Capture
from pipeline.runs import Manifest, new_run_id
from pipeline.settings import Home
from pipeline.sources import Discovery, Politeness, Source
from tests.fetch.nginx import Nginx, nginx

POLITE = Politeness(delay=0.0, allow_hosts=("127.0.0.1",), warc_budget=2)
PAGE = "<html><body><h1>News {n}</h1>" + "<p>The council met on Monday.</p>" * 50

pytestmark = pytest.mark.skipif(
    not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()),
    reason="nginx is not installed (apt-get install nginx); the CI installs it",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Nginx]:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with nginx(folder) as server:
        yield server


def _run(home: Home, source: Source) -> list[Capture]:
    run = new_run_id()
    shards = discover(home, run, sources=[source])
    for shard in shards:
        fetch(home, run, shard, sources=[source])
    return [c for shard in shards for c in read_captures(home.captures(run, shard))]


def test_an_outlet_is_fetched_then_found_unchanged(server: Nginx, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    for n in range(4):
        (server.site / f"{n}.html").write_text(PAGE.format(n=n))
    (server.site / "new.html").write_text(PAGE.format(n="new"))
    (server.site / "robots.txt").write_text("User-agent: *\nDisallow: /3.html\n")
    urls = "".join(f"<url><loc>{server.base}/{n}.html</loc></url>" for n in range(4))
    old = f"<url><loc>{server.base}/old</loc></url>"
    (server.site / "map.xml").write_text(f"<urlset>{urls}{old}</urlset>")
    source = Source(
        name="s", sitemaps=(f"{server.base}/map.xml",), fetch=POLITE, discover=Discovery(revisit=())
    )
    captures = {c.url.rpartition("/")[2]: c for c in _run(home, source)}
    assert {name: (c.kind, c.error_class) for name, c in captures.items()} == {
        "0.html": ("response", None), "1.html": ("response", None), "2.html": ("response", None),
        "3.html": ("failure", "robots"), "old": ("response", None),
    }  # fmt: skip
    assert captures["old"].final_url == f"{server.base}/new.html"
    assert captures["old"].redirects == (f"{server.base}/old",)
    with Payloads(home) as payloads:  # packed on its way
        assert payloads.read(captures["0.html"])[0].decode() == PAGE.format(n=0)
    before = len(server.log())
    assert _run(home, source) == []
    assert server.asked()[-1] == ("/map.xml", 304)
    assert len(server.log()) == before + 1


def test_a_rate_limit_is_obeyed_by_slowing_down(server: Nginx, tmp_path: Path) -> None:
    (server.site / "limited").mkdir()
    for n in range(6):
        (server.site / "limited" / f"{n}.html").write_text(PAGE.format(n=n))
    (server.site / "list").write_text(
        "".join(f"{server.base}/limited/{n}.html\n" for n in range(6))
    )
    policy = Politeness(delay=0.1, allow_hosts=("127.0.0.1",))
    captures = _run(
        Home(tmp_path / "home"), Source(name="s", lists=(f"{server.base}/list",), fetch=policy)
    )
    assert {c.error_class for c in captures} == {
        None
    }  # those that were refused came at a later try
    statuses = [status for path, status in server.asked() if path.startswith("/limited")]
    assert statuses.count(200) == 6
    assert 429 in statuses


def _warc(number: int, pages: int) -> bytes:
    """A WARC file as warcio writes it: requests and a picture among the pages."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("news.warc.gz", {"software": "test"}))
    for n in range(pages):
        url = f"https://news.example/{number}/{n}"
        for kind, media in (("html", "text/html"), ("png", "image/png")):
            body = PAGE.format(n=n).encode() + os.urandom(3_000).hex().encode()
            http = StatusAndHeaders(
                "200 OK", [("Content-Type", media), ("Content-Length", str(len(body)))],
                protocol="HTTP/1.1",
            )  # fmt: skip
            writer.write_record(
                writer.create_warc_record(
                    f"{url}.{kind}",
                    "response",
                    payload=BytesIO(body),
                    length=len(body),
                    http_headers=http,
                )
            )
        asked = StatusAndHeaders(f"GET /{n} HTTP/1.1", [("Host", "x")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
    return out.getvalue()


def test_warc_files_of_a_list_are_read_in_ranges(
    server: Nginx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.discover.archives.PART", 60_000)
    monkeypatch.setattr(remote, "CHUNK", 65_536)
    home, folder = Home(tmp_path / "home"), server.site / "crawl-data" / "2026"
    folder.mkdir(parents=True)
    names = [f"crawl-data/2026/news-{n}.warc.gz" for n in range(3)]
    for n, name in enumerate(names):
        (server.site / name).write_bytes(_warc(n, 20))
    lines = "".join(f"{name}\n" for name in names)
    (folder / "warc.paths.gz").write_bytes(gzip.compress(lines.encode()))
    place = f"{server.base}/crawl-data/2026/warc.paths.gz"
    source = Source(name="s", warcs=(place,), fetch=POLITE)

    first = _run(home, source)  # the two newest, by the budget
    pages = [c for c in first if c.error_class is None]
    assert sorted(c.url for c in pages) == sorted(
        f"https://news.example/{number}/{n}.html" for number in (1, 2) for n in range(20)
    )
    assert {c.error_class for c in first if c not in pages} == {"content_type"}
    assert len(first) == 80
    with Payloads(home) as payloads:
        for capture in pages:
            assert is_document(capture)
            assert payloads.read(capture)[0].startswith(b"<html><body><h1>News")
    ranges = [row[4] for row in server.log() if row[2].endswith(".warc.gz")]
    assert all(r.startswith("bytes=") for r in ranges)
    assert len([r for r in ranges if r != "bytes=0-0"]) > 6  # in many pieces

    second = _run(home, source)
    assert {c.url.split("/")[3] for c in second} == {"0"}
    assert len(second) == 40
    assert _run(home, source) == []
    assert server.asked()[-1] == ("/crawl-data/2026/warc.paths.gz", 304)


def test_a_warc_file_that_is_not_there(server: Nginx, tmp_path: Path) -> None:
    home, run = Home(tmp_path / "home"), new_run_id()
    (server.site / "warc.paths").write_text("gone.warc.gz\n")
    source = Source(name="s", warcs=(f"{server.base}/warc.paths",), fetch=POLITE)
    assert discover(home, run, sources=[source]) == []
    assert Manifest.read(home, run).parameters["notes"] == [
        f"{server.base}/gone.warc.gz: gone: 404 Not Found; a copy on disk can be read"
    ]
