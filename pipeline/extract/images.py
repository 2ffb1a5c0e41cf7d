"""The pictures of the article: their captions, and who took them for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from pipeline.clean.fold import letters
from pipeline.clean.page import Page
from pipeline.clean.select import select
from pipeline.clean.text import seen_text
from pipeline.extract.body import Body
from pipeline.extract.captions import own_credit, widened
from pipeline.extract.credit_line import is_label_alone, is_labelled_credit, read_credit
from pipeline.extract.credits import Caption, split_caption
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.extract.pictures import find_pictures, is_furniture
from pipeline.lexicon.load import toml
from pipeline.record import Image

_LONGEST = 1200  # characters of a caption
_COUNTER = re.compile(r"^(?:\d{1,2}:\d{2}(?:\s?min\b)?|\d{1,3}\s?/\s?\d{1,3})(?:\s+(?=\D)|$)")
_TOLD = 8  # characters of a credit that no caption holds by chance
_WORDS = 4  # of a caption that nothing but its place makes one
_START = 60  # letters by which a caption is known again
_AGAIN = 30  # characters that no caption says twice
_FINISHED = (".", "!", "?", "…", "。", "।", "”", '"')
_ADDRESSES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "src",
    "data-srcset",
    "srcset",
    "poster",
)


def candidates(
    page: Page, document: Document, subtree: LexborNode
) -> Iterator[Candidate[tuple[Image, ...]]]:
    """All pictures of the article, in the order of the page.

    Those in ``subtree``, which holds the body, and those between the headline and it.
    """
    found: dict[tuple[str | None, str | None], Image] = {}
    rules: list[str] = []
    for picture in find_pictures(page, subtree):
        parts = _read(picture.caption, picture.holder)
        if _is_headline(parts.caption, page):
            parts = replace(parts, caption=None)
        url = _url(page, picture.holder)
        key = (parts.caption, parts.credit) if parts.caption else (url, parts.credit)
        if key == (None, None) or key in found:
            continue
        found[key] = Image(
            url=url,
            caption=parts.caption,
            credit=parts.credit,
            photographer=parts.photographer,
            agency=parts.agency,
        )
        rules.append(picture.rule)
    if found:
        images = tuple(found.values())
        raw = " | ".join(f"{rule}: {image.url}" for rule, image in zip(rules, images, strict=True))
        yield Candidate(images, max(dict.fromkeys(rules), key=rules.count), raw)


def _is_headline(caption: str | None, page: Page) -> bool:
    """Is a caption the title of the article's video?"""
    return (
        page.anchor is not None
        and caption is not None
        and letters(caption) == letters(seen_text(page.anchor))
    )


def boxed_pictures(body: Body, known: Sequence[Image]) -> Iterator[Image]:
    """Pictures whose words were cut from between paragraphs because an image stood with them."""
    said = "\n".join(letters(image.caption or "") for image in known)
    boxed = [cut for cut in body.cuts if cut.rule == "picture"]
    videos = {cut.position for cut in body.cuts if _COUNTER.match(cut.text)}
    for cut in boxed:
        if not 0 < cut.position < len(body.pieces) or letters(cut.text)[:_START] in said:
            continue
        if len(cut.text.split()) < _WORDS or cut.text.endswith(("?", ":")):
            continue
        parts = split_caption(cut.text)
        if parts.caption and (parts.credit or cut.position not in videos):
            yield Image(
                caption=parts.caption,
                credit=parts.credit,
                photographer=parts.photographer,
                agency=parts.agency,
            )


def _read(caption: LexborNode | None, holder: LexborNode) -> Caption:
    """The caption's parts: by the markup of the credit where there is one, else by its words."""
    text = _once(_text(caption)) if caption is not None else ""
    text = text if len(text) <= _LONGEST else ""
    marked = _marked(holder)
    if caption is not None:
        marked += _marked(caption, f"{_credits()}, [class*='author' i], [class*='autor' i]")
        marked = marked or _last_element(caption, text)
    if marked and not (caption is not None and text in marked):
        return _by_markup(text, marked)
    parts = split_caption(text) if text else Caption()
    if parts.credit is None and not marked:
        around = _marked(widened(holder))
        if around and text not in around:
            return _by_markup(text, around)
        own = own_credit(holder)
        if own is not None:
            return Caption(
                caption=parts.caption,
                credit=own.credit,
                photographer=own.photographer,
                agency=own.agency,
            )
    return parts


def _by_markup(text: str, marked: list[str]) -> Caption:
    """``text`` and the credit that its markup sets apart, which may stand in it or beside it."""
    credits = [(written, credit) for written in marked if (credit := read_credit(written))]
    named = [pair for pair in credits if pair[1].photographer or pair[1].agency]
    known = next(iter(named or credits), None)
    written, credit = known or (max(marked, key=len), None)
    at = text.find(written) if text.startswith(written) else text.rfind(written)
    rest = text[:at] + " " + text[at + len(written) :] if at >= 0 else text
    for other in sorted((written for written, _ in credits), key=len, reverse=True):
        if len(other) >= _TOLD:
            rest = rest.replace(other, " ")  # some say it twice, for two sizes of screen
    rest = _without_label_at_end(" ".join(rest.split()).rstrip(" |/-–—,"))
    behind = text[at + len(written) :].lstrip() if at >= 0 else ""
    if behind.startswith("/"):  # "Photo by A" in an element of its own, "/Agency" behind it
        return split_caption(text)
    if at < 0 and is_labelled_credit(rest):
        return split_caption(text)
    return Caption(
        caption=None if not rest or is_labelled_credit(rest) or is_label_alone(rest) else rest,
        credit=credit.text if credit else written,
        photographer=credit.photographer if credit else None,
        agency=credit.agency if credit else None,
    )


def _without_label_at_end(text: str) -> str:
    """``text`` without the label of a credit that stood behind it in an element of its own."""
    words = text.split()
    for count in (3, 2, 1):
        label = " ".join(words[-count:])
        if len(words) > count and label[0].isupper() and is_label_alone(label):
            return " ".join(words[:-count]).rstrip(" |/-–—,")
    return text


def _once(text: str) -> str:
    """``text`` up to where it begins again: a caption and the copy of it that a click enlarges."""
    start = text[:_AGAIN]
    again = text.find(start, _AGAIN) if len(start) == _AGAIN else -1
    return text[:again].rstrip() if again > 0 else text


def _marked(holder: LexborNode, selector: str | None = None) -> list[str]:
    """What the elements say that are named a credit; a label alone says nothing."""
    found: list[str] = []
    for node in select(holder, selector or _credits()):
        text = _text(node)
        if not text or is_label_alone(text):
            continue
        if node.tag in ("small", "cite") and read_credit(text) is None:
            continue  # these hold captions, too
        found.append(text)
    return found


def _last_element(caption: LexborNode, text: str) -> list[str]:
    """The caption's last element where it says a credit: in brackets, or behind an element or a
    sentence of its own; or its first, where that has a label."""
    parent = caption
    while True:
        inner = [node for node in parent.iter() if seen_text(node)]
        if len(inner) != 1 or seen_text(inner[0]) != text:
            break
        parent = inner[0]
    if len(inner) > 1 and inner[0].is_element_node and is_labelled_credit(seen_text(inner[0])):
        return [seen_text(inner[0])]
    if not inner or inner[-1].tag == "a":
        return []
    written = seen_text(inner[-1])
    before = text.removesuffix(written).rstrip()
    if not before or before == text:
        return []
    loose = before != " ".join(seen_text(node) for node in inner[:-1])
    if (
        loose
        and not written.startswith(("(", "[", "/", "|", "©"))
        and not before.endswith((*_FINISHED, "/", "|", "–"))
    ):
        return []
    credit = read_credit(written)
    return [written] if credit and (credit.photographer or credit.agency) else []


def _text(node: LexborNode) -> str:
    text = seen_text(node)
    for inner in select(node, "button, span, i, div, a"):
        if is_furniture(inner) and (cut := seen_text(inner)):
            text = text.replace(cut, " ")
    return _COUNTER.sub("", " ".join(text.split()))


def _url(page: Page, holder: LexborNode) -> str | None:
    inner = holder.css("img, amp-img, source, video")
    for node in [holder] if holder.tag in ("img", "amp-img") else inner:
        attributes = node.attributes
        for name in _ADDRESSES:
            value = (attributes.get(name) or "").strip()
            if value and not value.startswith("data:"):
                address = value.split()[0].rstrip(",") if "srcset" in name else value
                return urljoin(page.url or "", address)
    return None


@cache
def _credits() -> str:
    marked = ", ".join(f"[class*='{word}' i]" for word in toml("images")["credits"])
    return f"{marked}, small, cite, [itemprop~=copyrightHolder], [itemprop~=creditText]"
