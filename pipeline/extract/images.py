"""The pictures of the article: their captions, and who took them for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from pipeline.clean.names import words_of
from pipeline.clean.page import Page
from pipeline.clean.select import first, select
from pipeline.clean.text import seen_text, squeeze
from pipeline.extract.credits import (
    Caption,
    is_labelled_caption,
    read_credit,
    split_caption,
    split_stray_caption,
)
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.lexicon.load import toml
from pipeline.record import Image

_PICTURE = "img, picture, video, amp-img, amp-video"
_HEIGHT = 10  # ancestors looked at for a sign that a picture belongs to something else
_NEAR = 4  # ancestors of a caption among which its picture is looked for
_MOST = 3  # pictures that may share a caption
_LONGEST = 1200  # characters of a caption
_SHORT = 600  # characters of an element that nothing but its name makes a picture's
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def candidates(
    page: Page, document: Document, subtree: LexborNode
) -> Iterator[Candidate[tuple[Image, ...]]]:
    """All pictures of the article, in the order of the page.

    Those in ``subtree``, which holds the body, and those between the headline and it.
    """
    found: dict[tuple[str | None, str | None], Image] = {}
    rules: list[str] = []
    for rule, holder, caption in _holders(page, subtree):
        image = _image(page, holder, caption)
        key = (image.caption, image.credit) if image.caption else (image.url, image.credit)
        if key != (None, None) and key not in found:
            found[key] = image
            rules.append(rule)
    if found:
        images = tuple(found.values())
        raw = " | ".join(f"{rule}: {image.url}" for rule, image in zip(rules, images, strict=True))
        yield Candidate(images, max(dict.fromkeys(rules), key=rules.count), raw)


def _holders(
    page: Page, subtree: LexborNode
) -> Iterator[tuple[str, LexborNode, LexborNode | None]]:
    """``(rule, holder of the picture, its caption)`` in page order."""
    taken: set[int] = set()
    for node in _region(page, subtree):
        if node.mem_id in taken:
            continue
        if node.tag == "figure":
            if first(node, "figure") is not None or _is_link_to_story(node):
                continue  # a gallery, whose own figures follow, or a teaser
            caption = first(node, "figcaption") or first(node, _captions())
            if caption is None and node.css_first(_PICTURE) is None:
                continue
            rule, holder = "figure", node
        elif node.tag == "figcaption" or _has_caption_class(node):
            if first(node, f"figure, figcaption, {_captions()}"):
                continue  # what it holds follows
            around = _picture_around(node) or (node.parent if node.tag == "figcaption" else None)
            if around is None or _is_link_to_story(node):
                continue
            rule, holder, caption = "caption", around, node
        else:
            if len(node.text(deep=True)) > _SHORT or not is_labelled_caption(seen_text(node)):
                continue
            rule, holder, caption = "picture class", node, node
        taken.update(inner.mem_id for inner in holder.css("*"))
        yield rule, holder, caption


def _region(page: Page, subtree: LexborNode) -> Iterator[LexborNode]:
    """Figures and captions from the headline to the end of the body, foreign ones left out."""
    body = page.tree.body
    if body is None:
        return
    started = page.anchor is None
    inside = False
    anchor = page.anchor.mem_id if page.anchor is not None else 0
    own = {node.mem_id for node in subtree.css("*")} | {subtree.mem_id}
    for node in select(body, f"h1, h2, h3, p, {_selector()}"):
        within = node.mem_id in own
        if inside and not within:
            return
        started = started or within or node.mem_id == anchor
        inside = inside or (within and node.tag == "p")
        if node.tag in ("h1", "h2", "h3") or (node.tag == "p" and not _has_caption_class(node)):
            continue
        if (started or node.tag == "figure") and not _is_elsewhere(node, subtree):
            yield node


def _image(page: Page, holder: LexborNode, caption: LexborNode | None) -> Image:
    parts = _read(caption, holder)
    return Image(
        url=_url(page, holder),
        caption=parts.caption,
        credit=parts.credit,
        photographer=parts.photographer,
        agency=parts.agency,
    )


def _read(caption: LexborNode | None, holder: LexborNode) -> Caption:
    """The caption's parts: by the markup of the credit where there is one, else by its words."""
    text = _text(caption) if caption is not None else ""
    text = text if len(text) <= _LONGEST else ""
    nodes = list(select(holder, _credits()))
    if caption is not None:
        nodes = [*nodes, *select(caption, "[class*='author' i], [class*='autor' i]")]
    marked = [written for node in nodes if (written := _text(node))]
    credits = [credit for written in marked if (credit := read_credit(written))]
    named = [c for c in credits if c.photographer or c.agency]
    if not marked or (caption is not None and text in marked):
        return split_caption(text or _title(holder))
    written = max(marked, key=len)
    at = text.find(written) if text.startswith(written) else text.rfind(written)
    rest = text[:at] + " " + text[at + len(written) :] if at >= 0 else text
    rest = " ".join(rest.split()).rstrip(" |/-–—,")
    behind = text[at + len(written) :].lstrip() if at >= 0 else ""
    if behind.startswith("/"):  # "Photo by A" in an element of its own, "/Agency" behind it
        return split_caption(text)
    credit = named[0] if named else None
    return Caption(
        caption=rest or None,
        credit=credit.text if credit else written,
        photographer=credit.photographer if credit else None,
        agency=credit.agency if credit else None,
    )


def _title(holder: LexborNode) -> str:
    """The ``title`` of a picture without a caption, where it ends in a credit with a label."""
    image = holder.css_first("img[title]")
    title = squeeze(image.attributes.get("title") or "") if image is not None else ""
    parts = split_stray_caption(title) if title else None
    return title if parts else ""


def _text(node: LexborNode) -> str:
    text = seen_text(node)
    for inner in select(node, "button, span, i, div, a"):
        if (inner.tag == "button" or _is_named(inner, "furniture")) and (cut := seen_text(inner)):
            text = text.replace(cut, " ")
    return " ".join(text.split())


def _picture_around(caption: LexborNode) -> LexborNode | None:
    """The nearest element around a caption that holds a picture too, or is named as one."""
    current = caption.parent
    for _ in range(_NEAR):
        if current is None or current.tag in ("body", "article", "main", "section"):
            return None
        pictures = current.css(_PICTURE)
        if pictures or _is_named(current, "pictures"):
            return current if len(pictures) <= _MOST else None
        current = current.parent
    return None


def _is_link_to_story(holder: LexborNode) -> bool:
    """Is most of what the picture's element says a link to another page?"""
    text = seen_text(holder)
    if not text:
        return any(_leads_away(node) for node in holder.css("a[href]"))
    return any(
        _leads_away(node) and len(seen_text(node)) > len(text) / 2 for node in holder.css("a[href]")
    )


def _leads_away(link: LexborNode) -> bool:
    address = (link.attributes.get("href") or "").split("?")[0].lower()
    return not address.startswith("#") and not address.endswith(_PICTURE_FILES)


def _is_elsewhere(node: LexborNode, subtree: LexborNode) -> bool:
    # A figure that explains itself and links nowhere is no teaser, whatever the names around it.
    told = first(node, "figcaption") is not None and first(node, "a[href]") is None
    current: LexborNode | None = node
    for _ in range(_HEIGHT):
        if current is None or current.tag in ("body", "article", "main"):
            return False
        if current.mem_id == subtree.mem_id:
            return False
        if current.tag in ("nav", "aside", "footer"):
            return True
        if not told and _is_named(current, "elsewhere"):
            return True
        current = current.parent
    return False


def _is_named(node: LexborNode, kind: str) -> bool:
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and _words(kind).search(words_of(names)) is not None


def _url(page: Page, holder: LexborNode) -> str | None:
    for node in holder.css("img, amp-img, source, video"):
        attributes = node.attributes
        for name in (
            "data-src",
            "data-original",
            "data-lazy-src",
            "src",
            "data-srcset",
            "srcset",
            "poster",
        ):
            value = (attributes.get(name) or "").strip()
            if value and not value.startswith("data:"):
                address = value.split()[0].rstrip(",") if "srcset" in name else value
                return urljoin(page.url or "", address)
    return None


def _has_caption_class(node: LexborNode) -> bool:
    names = (node.attributes.get("class") or "").lower()
    return any(word in names for word in toml("images")["captions"])


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(f"-(?:{'|'.join(toml('images')[kind])})-")


@cache
def _captions() -> str:
    return ", ".join(f"[class*='{word}' i]" for word in toml("images")["captions"])


@cache
def _credits() -> str:
    marked = ", ".join(f"[class*='{word}' i]" for word in toml("images")["credits"])
    return f"{marked}, small, cite, [itemprop~=copyrightHolder], [itemprop~=creditText]"


@cache
def _selector() -> str:
    named = ", ".join(f"[class*='{word}' i]" for word in ("image", "photo", "foto", "picture"))
    return f"figure, figcaption, {_captions()}, {named}"
