"""Which words near a picture are its caption, where no element is named so.

What an image says of itself (``alt``, ``title``, ``data-caption``) is looked for in the lines
around it; else a small box that holds both, or a line right below that is set apart as captions
are.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pipeline.clean.page import Page
from pipeline.clean.phrases import rule_by_words
from pipeline.clean.select import select
from pipeline.clean.site import is_site
from pipeline.clean.text import seen_text, squeeze
from pipeline.extract.credit_line import read_credit
from pipeline.extract.credits import Caption, split_stray_caption
from pipeline.extract.names import is_person

NEAR = 4  # ancestors of a caption among which its picture is looked for
MOST = 3  # pictures that may share a caption
SHORT = 600  # characters of an element that nothing but its place makes a picture's
_ROOM = 3000  # characters of an element in which an image's own words are looked for
_BESIDE = 160  # characters of a caption without markup, and of what stands with it
_SIBLINGS = 40  # nodes beside a picture among which its caption is looked for
PLACES = frozenset(["body", "article", "main", "section"])
HEADINGS = "h1, h2, h3, h4, h5, h6"
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_OWN_WORDS = ("alt", "data-caption", "title")  # attributes that say what an image shows
_FEW = 8  # letters of an image's own words from which they are no file name or label
_LINES = "p, div, span, small, em, i, figcaption, dd, td, strong, b"
_SENTENCE = (".", "。", "।")  # bold questions and cries are subheads
_WORDS = 6  # from which a line beside a link is no label
_KNOWN = 30  # letters by which the headline is known again
_HEIGHT = 10  # ancestors of an image in which its own words are looked for


def widened(holder: LexborNode) -> LexborNode:
    """The widest element around a picture that has no other picture and few more words."""
    own = len(holder.text(deep=True).strip())
    pictures = len(holder.css("img"))
    widest = holder
    while (up := widest.parent) is not None and up.tag not in PLACES:
        if len(up.text(deep=True).strip()) > 2 * own + _BESIDE or len(up.css("img")) > pictures:
            break
        if up.css_first(HEADINGS) is not None:
            break
        widest = up
    return widest


def own_words(holder: LexborNode) -> list[str]:
    """What the image in ``holder`` says of itself in its attributes."""
    image = holder if holder.tag in ("img", "amp-img") else holder.css_first("img, amp-img")
    attributes = image.attributes if image is not None else {}
    return [text for name in _OWN_WORDS if (text := squeeze(attributes.get(name) or ""))]


def own_credit(holder: LexborNode) -> Caption | None:
    """The credit in what an image says of itself: with a label, or behind a repetition."""
    words = own_words(holder)
    for text in words:
        if (parts := split_stray_caption(text, explicit=True)) and parts.credit:
            return parts
    for long in words:
        for short in words:
            if long != short and long.startswith(short):
                credit = read_credit(long[len(short) :].strip(" .|-–—"))
                if credit and (credit.agency or credit.photographer):
                    return Caption(
                        credit=credit.text,
                        photographer=credit.photographer,
                        agency=credit.agency,
                    )
    return None


def box_around(page: Page, image: LexborNode) -> LexborNode | None:
    """The smallest element around an image that has words, if they are few and nothing else's."""
    box = image.parent
    while box is not None and box.tag not in PLACES:
        if page.elements.count("img", box) > MOST:
            return None
        length = len(box.text(deep=True).strip())
        if length > SHORT:
            return None
        if length:
            return box if box.css_first(f"{HEADINGS}, time") is None else None
        box = box.parent
    return None


def told(page: Page, holder: LexborNode) -> LexborNode | None:
    """The element near a picture that says what the image says of itself, with what is glued to it.

    The headline and what links to another story are not it.
    """
    for written in own_words(holder):
        words = _without_site(written, page)
        start = _letters(words)[:80]
        if len(start) < _FEW or _letters(page.title).startswith(start) or is_person(words):
            continue  # a picture of nobody but its author stands beside each byline
        up = holder.parent
        for _ in range(_HEIGHT):
            if up is None or up.tag == "body" or len(text := up.text(deep=True)) > _ROOM:
                break
            if start in _letters(text) and (line := _line(up, start, len(words))) is not None:
                return None if _is_card(page, up, line) or _is_title(line) else line
            up = up.parent
    return None


def _is_card(page: Page, box: LexborNode, line: LexborNode) -> bool:
    """Is what holds a picture and a line a way to something else: has it a heading that is not the
    headline, or is the line a few words beside a link?"""
    if len(box.text(deep=True).strip()) > SHORT:
        return False
    headings = box.css(HEADINGS)
    if headings:
        title = _letters(page.title)
        heads = [_letters(heading.text(deep=True)) for heading in headings]
        return not any(title[:_KNOWN] in head or title.startswith(head) for head in heads)
    return len(line.text(deep=True).split()) < _WORDS and any(
        _leads_away(link) and link.text(deep=True).strip() for link in box.css("a[href]")
    )


def _is_title(line: LexborNode) -> bool:
    return (
        line.tag in HEADINGS.split(", ") or "title" in (line.attributes.get("class") or "").lower()
    )


def _without_site(words: str, page: Page) -> str:
    """``words`` without the outlet's name behind a dash or a bar."""
    for mark in (" - ", " | ", " – "):
        head, _, tail = words.rpartition(mark)
        if head and is_site(tail, page.site):
            return head
    return words


def _line(around: LexborNode, start: str, length: int) -> LexborNode | None:
    """The innermost element that begins so and says little more, then as wide as its credit."""
    found = None
    for node in select(around, _LINES):
        text = node.text(deep=True)
        if len(text.strip()) <= length + _BESIDE and _letters(text).startswith(start):
            found = node
    if found is None or is_link_to_story(found) or is_in_link(found):
        return None
    if rule_by_words(seen_text(found), 0.0):
        return None
    own = squeeze(found.text(deep=True))
    widest = found
    while (up := widest.parent) is not None:
        text = squeeze(up.text(deep=True))
        if len(text) > len(own) + _BESIDE or up.css_first(f"{HEADINGS}, a"):
            break
        rest = text.replace(own, "", 1).strip()
        if rest and read_credit(rest) is None:
            break
        widest = up
        if rest:
            break
    return widest if squeeze(widest.text(deep=True)) != own else found


def beside(picture: LexborNode) -> LexborNode | None:
    """The paragraph right below a picture in the text when all of it is set apart as a caption
    is: small or slanted, or a bold sentence."""
    outer = picture
    while outer.parent is not None and not _holds_text(outer.parent):
        outer = outer.parent
    after = _next(outer)
    before = outer.prev
    for _ in range(_SIBLINGS):
        if before is None or (before.is_element_node and before.tag == "p"):
            break
        before = before.prev
    else:
        return None
    if after is None or before is None or after.tag not in ("p", "div"):
        return None
    text = squeeze(after.text(deep=True))
    if not text or len(text) > _BESIDE or is_link_to_story(after):
        return None
    for marks, needs_end in (("em, i, small", False), ("strong, b", True)):
        marked = after.css_first(marks)
        if marked is not None and squeeze(marked.text(deep=True)) == text:
            return after if not needs_end or text.endswith(_SENTENCE) else None
    return None


def _next(node: LexborNode) -> LexborNode | None:
    """The next element with text, where no text and few elements stand before it."""
    after = node.next
    for _ in range(_SIBLINGS):
        if after is None or (after.is_element_node and _holds_text(after)):
            return after
        if after.is_text_node and (after.text_content or "").strip():
            return None
        after = after.next
    return None


def _holds_text(node: LexborNode) -> bool:
    return any(
        inner.is_text_node and (inner.text_content or "").strip()
        for inner in node.traverse(include_text=True)
    )


def is_link_to_story(holder: LexborNode) -> bool:
    """Is most of what the picture's element says a link to another page?"""
    text = seen_text(holder)
    if not text:
        return any(_leads_away(node) for node in holder.css("a[href]"))
    return any(
        _leads_away(node) and len(seen_text(node)) > len(text) / 2 for node in holder.css("a[href]")
    )


def is_in_link(node: LexborNode) -> bool:
    """Does an element stand in a link to another page?"""
    up = node.parent
    for _ in range(NEAR):
        if up is None or up.tag in PLACES:
            return False
        if up.tag == "a":
            return _leads_away(up)
        up = up.parent
    return False


def _leads_away(link: LexborNode) -> bool:
    address = (link.attributes.get("href") or "").split("?")[0].lower()
    return not address.startswith("#") and not address.endswith(_PICTURE_FILES)


def _letters(text: str) -> str:
    return "".join(text.casefold().split())
