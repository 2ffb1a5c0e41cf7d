"""Where a page names its authors: JSON-LD, bylines, metas, marked elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pipeline.clean.jsonld import Item, strings, types_of
from pipeline.clean.page import Page
from pipeline.clean.site import is_site
from pipeline.clean.text import apart, seen_text
from pipeline.extract.byline import (
    is_date_label,
    is_opener,
    is_role_line,
    read_byline_near_headline,
    read_names_alone,
)
from pipeline.extract.marked import Marked, is_elsewhere
from pipeline.extract.signers import Signers, is_desk, is_furniture, read_names
from pipeline.extract.stamps import read
from pipeline.lexicon.load import toml

LINKS = re.compile(r"/(?:author|autor|contributor|profil)")
_LONGEST = 200  # characters of a byline
_NAMES = 80  # characters of a line that is nothing but names and a date
_PROSE = 160  # characters of a line that is a paragraph
_WORDS = 3  # words of a name that nothing but its place says is one
_NEAR = 8  # lines below the headline in which a bare name is its author's, and none a comment's
_MOST = 6  # people in one place who are authors together, and no directory of them


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place says of the authors; ``far`` from the headline it needs to be confirmed."""

    rule: str
    raw: str
    signers: Signers
    far: bool = False


def read_claims(page: Page, marked: Marked, *, dated: bool) -> Iterator[Claim]:
    """What the places of a page say of its authors, the likeliest first.

    ``dated``: the page says when it was published.
    """
    yield from (c for c in _places(page, marked, dated) if c.signers.people or c.signers.others)


def _places(page: Page, marked: Marked, dated: bool) -> Iterator[Claim]:
    yield from _json_ld("json-ld", page.stories, page)
    yield from _lines(page)
    yield from _json_ld("json-ld page", page.webpages, page)
    metas = list(_metas(page, far=not (dated or page.stories or page.is_called_article)))
    yield from (m for m in metas if m.signers.people)
    yield from _bare(page)
    yield from _marked(page, marked)
    yield from (m for m in metas if not m.signers.people)


def _json_ld(rule: str, items: Sequence[Item], page: Page) -> Iterator[Claim]:
    for item in items:
        for key in ("author", "creator"):
            entries = item.get(key)
            found = [
                _entry(entry, page)
                for entry in (entries if isinstance(entries, list) else [entries])
            ]
            people = dict.fromkeys(name for entry in found for name in entry.people)
            others = dict.fromkeys(name for entry in found for name in entry.others)
            raw = "; ".join(strings(entries, "name"))
            yield Claim(f"{rule} {key}", raw, Signers(tuple(people), tuple(others)))


def _entry(entry: object, page: Page) -> Signers:
    """One author of JSON-LD; who is no ``Person`` there is none."""
    kinds = types_of(entry)
    found = read_names(strings(entry, "name"), named_people="Person" in kinds)
    if kinds and "Person" not in kinds:
        return Signers((), (*found.people, *found.others))
    return _of_site(found, page)


def _metas(page: Page, *, far: bool) -> Iterator[Claim]:
    for label, value in zip(
        page.metas.get("twitter:label1", ()), page.metas.get("twitter:data1", ()), strict=False
    ):
        if is_opener(label):
            yield Claim("meta twitter:data1", value, _of_site(read_names([value]), page), far)
    for name in toml("bylines")["metas"]:
        texts = [_in_order(t) for t in page.metas.get(name, ()) if not t.startswith("http")]
        if texts:
            signers = _of_site(read_names(texts), page)
            yield Claim(f"meta {name}", "; ".join(texts), signers, far)


def _of_site(signers: Signers, page: Page) -> Signers:
    """The site's own name is no person's, and beside another's it says nothing."""
    people = tuple(p for p in signers.people if not is_site(p, page.site))
    others = (*signers.others, *(p for p in signers.people if p not in people))
    return Signers(people, tuple(o for o in others if not is_site(o, page.site)) or others)


def _in_order(name: str) -> str:
    """``Feliz, Ana`` as ``Ana Feliz``: how catalogues write names."""
    parts = name.split(",")
    if len(parts) == 2 and len(parts[0].split()) == 1 and len(parts[1].split()) <= 2:
        return f"{parts[1].strip()} {parts[0].strip()}"
    return name


def _lines(page: Page) -> Iterator[Claim]:
    """Lines that open like a byline, below the headline and just above it."""
    below = page.below
    first = next((i for i, line in enumerate(below) if len(line.text) > _PROSE), len(below))
    for rule, lines in (("below headline", below[: first + 6]), ("above headline", page.above[:3])):
        for index, line in enumerate(lines):
            has_after = rule == "below headline" and index + 1 < len(lines)
            after = lines[index + 1].text if has_after else ""
            byline = read_byline_near_headline(line.text, after=after)
            if byline and not (index >= _NEAR and is_elsewhere(line.node)):
                yield Claim(rule, line.text, byline)


def _bare(page: Page) -> Iterator[Claim]:
    """The first line under the headline that holds names and a date, or has a date, a job or a
    label of a date under it, or that a line about the author begins with.
    """
    texts = [line.text for line in page.below[:_NEAR]]
    for index, text in enumerate(texts):
        if len(text) > _PROSE:
            return
        after = texts[index + 1] if index + 1 < len(texts) else ""
        byline = read_names_alone(text) if len(text) <= _NAMES else None
        if byline is None or any(len(name.split()) > _WORDS for name in byline.people):
            continue
        if (
            read(f"{text} {after[:_NAMES]}", day_first=True)
            or is_role_line(after)
            or is_date_label(after)
            or any(other.startswith(f"{text} is ") for other in texts)
        ):
            yield Claim("name below headline", text, byline)
            return


def _marked(page: Page, marked: Marked) -> Iterator[Claim]:
    """Elements that their name, class or attribute says hold an author, innermost first; those
    that stand side by side are authors together.
    """
    around = " ".join(t for line in (*page.below, *page.above) if len(t := line.text) < _PROSE)
    stated = any(
        c.signers.others and not c.signers.people for c in _json_ld("", page.stories, page)
    )
    found: dict[str, dict[int, list[str]]] = {}
    for node in marked.authors:
        if is_elsewhere(node) or _is_in_prose(node):
            continue
        text = apart(node, _LONGEST)
        if text and len(text) <= _LONGEST:
            texts = found.setdefault(_rule(node), {}).setdefault(_place(node), [])
            if text not in texts:
                texts.append(text)
    for rule in ("rel author", "microdata", "byline class", "author link", "author class"):
        groups = found.get(rule, {})
        texts = [t for group in groups.values() for t in group]
        named = {t: read_names([t]) for t in texts}
        outer = {t for t in texts for o in texts if t != o and o in t and named[o].people}
        for group in list(groups.values())[:4]:
            inner = [t for t in group if t not in outer]
            if not inner or len(inner) > _MOST:
                continue
            signers = read_names(inner)
            others = tuple(o for o in signers.others if is_desk(o) or not is_furniture(o))
            signers = Signers(signers.people, others)
            names = (*signers.people, *others)
            yield Claim(
                rule, "; ".join(inner), signers, stated or not any(n in around for n in names)
            )


def _is_in_prose(node: LexborNode) -> bool:
    """Is this a link in a sentence, to the profile of somebody that it tells of?"""
    parent = node.parent
    return (
        node.tag == "a"
        and parent is not None
        and parent.tag == "p"
        and len(seen_text(parent, _PROSE + _NAMES)) > _NAMES + len(seen_text(node, _PROSE))
    )


def _place(node: LexborNode) -> int:
    """What stands in one place: the elements with one grandparent."""
    parent = node.parent
    return ((parent and parent.parent) or parent or node).mem_id


def _rule(node: LexborNode) -> str:
    attributes = node.attributes
    if "author" in (attributes.get("rel") or "").split():
        return "rel author"
    if "author" in (attributes.get("itemprop") or ""):
        return "microdata"
    if node.tag == "a" and LINKS.search(attributes.get("href") or ""):
        return "author link"
    return "byline class" if "byline" in (attributes.get("class") or "").lower() else "author class"
