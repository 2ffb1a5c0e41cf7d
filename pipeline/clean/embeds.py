"""Posts and videos of other platforms that a page embeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bs4.element import Tag

from pipeline.lexicon.load import toml

_LONGEST = 1500  # characters of a post with its author and date


def is_embedded_post(quote: Tag) -> bool:
    """Does a block quote end in a link to the post that it quotes, as embeds without script do?"""
    links = [node for node in quote.descendants if isinstance(node, Tag) and node.name == "a"]
    if not links or not _posts().match(_bare(links[-1])):
        return False
    return len(quote.get_text()) <= _LONGEST


def addresses(element: Tag) -> Iterator[str]:
    """The posts and videos that an element shows, each once, by the addresses that it names."""
    found: dict[str, str] = {}
    for node in (element, *element.descendants):
        if not isinstance(node, Tag) or node.name not in (
            "a",
            "iframe",
            "blockquote",
            "amp-iframe",
        ):
            continue
        bare = _bare(node)
        if _posts().match(bare) or _videos().match(bare):
            found.setdefault(bare.split("?")[0] if _posts().match(bare) else bare, bare)
    yield from (f"https://{bare}" for bare in found)


def _bare(node: Tag) -> str:
    """The address of a link or frame without its scheme."""
    for name in ("href", "src", "data-src", "cite", "data-instgrm-permalink"):
        if written := str(node.get(name) or ""):
            return re.sub(r"^(?:https?:)?//", "", written.strip())
    return ""


@cache
def _posts() -> re.Pattern[str]:
    return re.compile("|".join(toml("embeds")["posts"]))


@cache
def _videos() -> re.Pattern[str]:
    return re.compile("|".join(toml("embeds")["videos"]))
