"""Who wrote the article: the people of its byline; where no person signs, the desk that does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from selectolax.lexbor import LexborNode

from pipeline.clean.jsonld import strings, types_of
from pipeline.clean.page import Page
from pipeline.clean.select import select
from pipeline.clean.site import is_site
from pipeline.clean.text import seen_text
from pipeline.extract.dates import is_elsewhere
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.extract.signers import Signers, is_opener, read_line, read_names, read_names_alone
from pipeline.extract.stamps import read

METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author",
    "og:article:author", "dc.creator", "dcterms.creator", "dc.contributor", "citation_author",
    "article:author_name", "authors", "author_name", "byline", "creator", "rnews:author",
    "shareaholic:article_author_name",
)  # fmt: skip
MARKED = (
    "[rel~=author], [itemprop~=author], [class*=author i], [class*=byline i], [class*=autor i],"
    ".vcard .fn, [data-testid*=author i], [data-testid*=byline i], [id*=author i], [id*=byline i],"
    "[class*=writer i], [class*=auteur i], [class*=contributor i], [class*=redakteur i],"
    "a[href*='/author'], a[href*='/autor'], a[href*='/contributor'], a[href*='/profil']"
)
LINKS = re.compile(r"/(?:author|autor|contributor|profil)")
_LONGEST = 200  # characters of a byline
_NAMES = 80  # characters of a line that is nothing but names and a date
_PROSE = 160  # characters of a line that is a paragraph
_WORDS = 3  # words of a name that nothing but its place says is one
_NEAR = 5  # lines below the headline in which a bare name is its author's


def candidates(page: Page, document: Document) -> Iterator[Candidate[tuple[str, ...]]]:
    """People first, from the likeliest place; then, from the same places, whoever else signs."""
    signed = [entry for entry in _bylines(page) if entry[2].people or entry[2].others]
    people = [Candidate(byline.people, rule, raw) for rule, raw, byline in signed if byline.people]
    first = people[0].value if people else ()
    # The same names without a job or an outlet beside them are better.
    yield from sorted(people, key=lambda c: not _is_part(c.value, first))
    for rule, raw, byline in signed:
        if not byline.people:
            yield Candidate(byline.others, f"{rule}, no person", raw)


def _is_part(names: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return (
        len(names) == len(longer)
        and names != longer
        and all(
            name in long and len(name.split()) > 1 for name, long in zip(names, longer, strict=True)
        )
    )


def _bylines(page: Page) -> Iterator[tuple[str, str, Signers]]:
    for story in page.stories:
        for key in ("author", "creator"):
            if names := strings(story.get(key), "name"):
                persons = "Person" in types_of(story.get(key))
                yield (
                    f"json-ld {key}",
                    "; ".join(names),
                    read_names(names, named_people=persons),
                )
    yield from _lines(page)
    marked = list(_marked(page))
    metas = list(_metas(page))
    yield from (m for m in metas if m[2].people)
    yield from marked
    yield from _bare(page)
    yield from (m for m in metas if not m[2].people)


def _metas(page: Page) -> Iterator[tuple[str, str, Signers]]:
    for label, value in zip(
        page.metas.get("twitter:label1", ()), page.metas.get("twitter:data1", ()), strict=False
    ):
        if is_opener(label):
            yield "meta twitter:data1", value, read_names([value])
    for name in METAS:
        texts = [_in_order(t) for t in page.metas.get(name, ()) if not t.startswith("http")]
        if texts:
            byline = read_names(texts)
            others = tuple(o for o in byline.others if not is_site(o, page.site))
            yield f"meta {name}", "; ".join(texts), Signers(byline.people, others)


def _in_order(name: str) -> str:
    """``Feliz, Ana`` as ``Ana Feliz``: how catalogues write names."""
    parts = name.split(",")
    if len(parts) == 2 and len(parts[0].split()) == 1 and len(parts[1].split()) <= 2:
        return f"{parts[1].strip()} {parts[0].strip()}"
    return name


def _lines(page: Page) -> Iterator[tuple[str, str, Signers]]:
    """Lines that open like a byline, below the headline and just above it."""
    texts = [line.text for line in page.below]
    first = next((i for i, text in enumerate(texts) if len(text) > _PROSE), len(texts))
    for rule, lines in (
        ("below headline", texts[: first + 3]),
        ("above headline", [line.text for line in page.above[:3]]),
    ):
        for index, text in enumerate(lines):
            after = lines[index + 1] if rule == "below headline" and index + 1 < len(lines) else ""
            if len(text) <= _LONGEST and (byline := read_line(text, after=after)):
                yield rule, text, byline


def _bare(page: Page) -> Iterator[tuple[str, str, Signers]]:
    """The first line under the headline that holds names and a date, or has a date under it."""
    texts = [line.text for line in page.below[:_NEAR]]
    for text, after in zip_longest(texts, texts[1:], fillvalue=""):
        if len(text) > _PROSE:
            return
        if len(text) <= _NAMES and read(f"{text} {after[:_NAMES]}", day_first=True):
            byline = read_names_alone(text)
            if byline and all(len(name.split()) <= _WORDS for name in byline.people):
                yield "name below headline", text, byline
                return


def _marked(page: Page) -> Iterator[tuple[str, str, Signers]]:
    """Elements that their name, class or attribute says hold an author, innermost first."""
    found: dict[str, list[str]] = {}
    for node in select(page.tree.root, MARKED):
        if is_elsewhere(node):
            continue
        text = seen_text(node)
        if text and len(text) <= _LONGEST:
            texts = found.setdefault(_rule(node), [])
            if text not in texts:
                texts.append(text)
    for rule in ("rel author", "microdata", "byline class", "author link", "author class"):
        texts = found.get(rule, [])
        inner = [
            t for t in texts if not any(t != o and o in t for o in texts if read_names([o]).people)
        ]
        for text in inner[:3]:
            yield rule, text, read_names([text])


def _rule(node: LexborNode) -> str:
    attributes = node.attributes
    if "author" in (attributes.get("rel") or "").split():
        return "rel author"
    if "author" in (attributes.get("itemprop") or ""):
        return "microdata"
    if node.tag == "a" and LINKS.search(attributes.get("href") or ""):
        return "author link"
    return "byline class" if "byline" in (attributes.get("class") or "").lower() else "author class"
