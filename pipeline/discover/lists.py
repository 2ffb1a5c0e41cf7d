"""Lists of addresses: one a line, ``#`` begins a comment."""

from __future__ import annotations

from pipeline.discover.listing import Entry, Listing, unpacked
from pipeline.urls import join


def read_list(payload: bytes, url: str, content_type: str | None) -> Listing:
    """The addresses of a list; what is no address is counted in a note."""
    listing = Listing("list")
    try:
        lines = unpacked(payload).decode("utf-8-sig", "replace").splitlines()
    except OSError as error:
        listing.problem = f"broken gzip: {error}"
        return listing
    odd = 0
    for line in lines:
        text = line.strip()
        if text.lower().startswith(("http://", "https://")):
            listing.entries.append(Entry(url=text.split()[0]))
        elif text and not text.startswith("#"):
            odd += 1
    if odd:
        listing.notes.append(f"{odd} lines are no addresses")
    return listing


def read_paths(payload: bytes, url: str, content_type: str | None) -> Listing:
    """The WARC files of a list such as Common Crawl's ``warc.paths.gz``: addresses, or paths from
    the root of the host that gave the list."""
    listing = Listing("paths")
    try:
        lines = unpacked(payload).decode("utf-8", "replace").split()
    except OSError as error:
        listing.problem = f"broken gzip: {error}"
        return listing
    root = join(url, "/")
    listing.entries.extend(Entry(url=join(root, line)) for line in lines)
    return listing
