"""Sitemaps as the standard has them, and as the web does."""

import gzip

import pytest

from pipeline.discover import sitemap
from pipeline.discover.sitemap import read_sitemap

SITE = "https://news.example"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {XMLNS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> {SITE}/one?a=1&amp;b=2 </loc>
<image:image><image:loc>{SITE}/one.jpg</image:loc><image:title>A picture</image:title></image:image>
<news:news><news:publication><news:name>News</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-03-01T09:30:00+01:00</news:publication_date>
<news:title>One &amp; only</news:title></news:news><lastmod>2026-03-02</lastmod></url>
<url><lastmod>2026-03-02</lastmod></url>
</urlset>"""
PLAIN = f"<urlset {XMLNS}><url><loc>{SITE}/one</loc></url><url><loc>{SITE}/two</loc></url></urlset>"


def test_the_news_extension_gives_title_and_date() -> None:
    (entry,) = read_sitemap(NEWS.encode(), f"{SITE}/news.xml", None).entries
    assert (entry.url, entry.title) == (f"{SITE}/one?a=1&b=2", "One & only")
    assert (entry.published, entry.changed) == ("2026-03-01T09:30:00+01:00", "2026-03-02")


def test_an_index_gives_its_parts_with_their_change() -> None:
    text = (
        f"<sitemapindex {XMLNS}><sitemap><loc>{SITE}/a.xml</loc><lastmod>2026-03-01</lastmod>"
        f"</sitemap><sitemap><loc>{SITE}/b.xml.gz</loc></sitemap></sitemapindex>"
    )
    listing = read_sitemap(text.encode(), f"{SITE}/map.xml", None)
    assert [(c.url, c.changed) for c in listing.children] == [
        (f"{SITE}/a.xml", "2026-03-01"), (f"{SITE}/b.xml.gz", None)
    ]  # fmt: skip


PREFIXED = PLAIN.replace("<", "<s:").replace("<s:/", "</s:").replace("xmlns=", "xmlns:s=")
VARIANTS = {
    "plain": PLAIN.encode(),
    "packed": gzip.compress(PLAIN.encode(), mtime=0),
    "text": f"\ufeff{SITE}/one\r\n{SITE}/two\r\nnot an address\r\n".encode(),
    "another namespace": PLAIN.replace("0.9", "0.84").encode(),
    "no namespace": PLAIN.replace(f" {XMLNS}", "").encode(),
    "a prefix": PREFIXED.encode(),
    "a bare ampersand": PLAIN.replace("/one", "/one?a=1&b=2").encode(),
    "a comment and white space before": f"\n <!-- made by hand -->\n{PLAIN}".encode(),
    "CDATA": PLAIN.replace(f"{SITE}/one", f"<![CDATA[{SITE}/one]]>").encode(),
    "latin-1": f'<?xml version="1.0" encoding="iso-8859-1"?><!-- é -->{PLAIN}'.encode("latin-1"),
    "capital letters": PLAIN.replace("url>", "URL>").encode(),
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_are_read(variant: str) -> None:
    listing = read_sitemap(VARIANTS[variant], f"{SITE}/map", "text/html")
    assert len(listing.entries) == 2
    assert listing.entries[0].url.startswith(f"{SITE}/one")
    assert listing.entries[1].url == f"{SITE}/two"
    assert listing.problem is None


def test_no_entity_is_expanded_and_no_file_read() -> None:
    text = (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + PLAIN.replace("/one", "/one&f;&b;")
    )
    listing = read_sitemap(text.encode(), f"{SITE}/map", None)
    assert all("root:" not in e.url and "aaa" not in e.url for e in listing.entries)


def test_more_addresses_than_the_standard_allows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ENTRIES", 100)
    urls = "".join(f"<url><loc>{SITE}/{n}</loc></url>" for n in range(110))
    listing = read_sitemap(f"<urlset>{urls}</urlset>".encode(), f"{SITE}/map", None)
    assert len(listing.entries) == 100
    assert listing.notes == ["bent: more than 100 addresses; the rest is cut"]
