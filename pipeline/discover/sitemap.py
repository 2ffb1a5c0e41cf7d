"""Sitemaps by sitemaps.org: url sets, indexes, Google's news extension, text files, gzip."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml import etree

from pipeline.discover.listing import Entry, Listing, unpacked

MOST_ENTRIES = 50_000  # by the standard
_MEDIA = ("image", "video")  # have addresses and titles of their own


def read_sitemap(payload: bytes, url: str, content_type: str | None) -> Listing:
    """The addresses of a sitemap, or in ``children`` the sitemaps of an index."""
    listing = Listing("sitemap")
    try:
        payload = unpacked(payload)
    except OSError as error:
        listing.problem = f"broken gzip: {error}"
        return listing
    if b"<" not in payload[:1024]:
        _read_text(payload, listing)
    else:
        _read_xml(payload, listing)
    if not listing.entries and not listing.children and listing.problem is None:
        html = b"<html" in payload[:4096].lower()
        listing.problem = "not a sitemap but a web page" if html else "no address in it"
    return listing


def _read_text(payload: bytes, listing: Listing) -> None:
    for line in payload.decode("utf-8-sig", "replace").splitlines():
        if line.strip().lower().startswith(("http://", "https://")):
            listing.entries.append(Entry(url=line.strip()))


def _read_xml(payload: bytes, listing: Listing) -> None:
    """One element at a time, so that a sitemap's size does not count; broken XML is read on."""
    parser = etree.iterparse(
        BytesIO(_to_last_end_tag(payload.lstrip())),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _, element in parser:
            name = _name(element)
            if name == "url":
                entry = _entry(element)
                if entry is not None:
                    listing.entries.append(entry)
            elif name == "sitemap":
                entry = _entry(element)
                if entry is not None:
                    listing.children.append(entry)
            else:
                continue
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if len(listing.entries) >= MOST_ENTRIES:
                listing.notes.append(f"bent: more than {MOST_ENTRIES} addresses; the rest is cut")
                break
    except etree.XMLSyntaxError as error:
        if not listing.entries and not listing.children:
            listing.problem = f"not XML: {error}"
            return
    if parser.error_log:
        listing.notes.append(f"bent: {parser.error_log[0].message}")


def _to_last_end_tag(payload: bytes) -> bytes:
    """A file that broke off, without its last, half an address; others lose nothing."""
    start = payload.rfind(b"</")
    if start >= 0 and b">" not in payload[start:]:
        start = payload.rfind(b"</", 0, start)
    if start < 0:  # UTF-16 has no such bytes side by side
        return payload if b"\0" in payload else b""
    return payload[: payload.find(b">", start) + 1]


def _entry(element: Any) -> Entry | None:
    """``url`` or ``sitemap``, whatever its namespace: many get that wrong."""
    found: dict[str, str] = {}
    for part in element:
        if _name(part) in _MEDIA:
            continue
        for child in part.iter():
            text = (child.text or "").strip() if isinstance(child.tag, str) else ""
            if text:
                found.setdefault(_name(child), text)
    if not found.get("loc"):
        return None
    return Entry(
        url=found["loc"],
        title=found.get("title"),
        published=found.get("publication_date"),
        changed=found.get("lastmod"),
    )


def _name(element: Any) -> str:
    """Its local name; broken XML has names that are none."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
