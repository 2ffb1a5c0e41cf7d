"""The names by which a page's site calls itself."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.clean.fold import letters
from pipeline.clean.jsonld import strings, types

if TYPE_CHECKING:
    from pipeline.clean.page import Page

SEPARATOR = re.compile(r"\s+(?:[|\-–—·»«•/~›<>]|::|//|\|\||:)\s+|\s*[|｜»ㅣ]\s*|：(?=[^：]*$)|: ")
SITE_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
SITE_TYPES = frozenset(["WebSite", "NewsMediaOrganization", "Organization"])
_SHORTEST = 4  # letters of a part of the site's name that still names it
_WHOLE = 10  # letters of a name whose words stand in the host in another order
_MORE = 14  # letters that a longer form of the name may have besides it


def site_names(page: Page) -> set[str]:
    """The names, as bare letters, of the site: as metas and JSON-LD give them, and its host's."""
    names = {page.meta(m) or "" for m in SITE_METAS}
    for item in page.json_ld:
        names.update(strings(item.get("publisher"), "name"))
        if types(item) & SITE_TYPES:
            names.update(strings(item.get("name")))
    host = (urlsplit(page.url or "").hostname or "").removeprefix("www.")
    names.update({host, host.rpartition(".")[0]})
    title = letters(page.title)
    return {bare for name in names if (bare := letters(name)) and bare != title}


def is_site(text: str, sites: set[str]) -> bool:
    """Does ``text`` only name the site: in full, in part, or with a word or two more?

    >>> is_site("Daily Heron News", {"dailyheron"}), is_site("Herons breed early", {"dailyheron"})
    (True, False)
    """
    bare = letters(text)
    words = [letters(word) for word in text.split()]
    return bool(bare) and any(
        bare == site
        or (len(bare) >= _SHORTEST and bare in site)
        or (len(site) > _SHORTEST and site in bare and len(bare) <= len(site) + _MORE)
        or (len(bare) > _WHOLE and all(word in site for word in words))
        for site in sites
    )


def without_site(title: str, sites: set[str], sections: Set[str] = frozenset()) -> str:
    """Drop the parts at either end of a title that name the site, and a rubric at its end.

    >>> without_site("Rain in Ostrava | The Daily Heron", {"thedailyheron"})
    'Rain in Ostrava'
    """
    while True:
        parts = list(SEPARATOR.finditer(title))
        if not parts:
            return title
        first, last = parts[0], parts[-1]
        head, tail = title[: last.start()].strip(), title[last.end() :]
        if head and (is_site(tail, sites) or (":" not in last[0] and letters(tail) in sections)):
            title = head
        elif is_site(title[: first.start()], sites) and title[first.end() :].strip():
            title = title[first.end() :].strip()
        else:
            return title
