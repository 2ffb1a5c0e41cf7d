"""When the article was published, and when it was changed last, as the page writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipeline.clean.jsonld import strings
from pipeline.clean.page import Page
from pipeline.clean.site import letters
from pipeline.clean.text import seen_text
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.extract.marked import Marked, is_elsewhere
from pipeline.extract.stamps import find, read
from pipeline.lexicon.load import toml

_LONGEST = 160  # characters of a line that gives a date, and is no paragraph with one in it
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")
_SLACK = timedelta(days=1)  # the capture's clock and the page's may lie a zone apart


@dataclass(frozen=True, slots=True)
class Dates:
    """Candidates for either date, best first."""

    published: list[Candidate[str]]
    modified: list[Candidate[str]]


def read_dates(page: Page, document: Document, marked: Marked) -> Dates:
    """JSON-LD, metas, microdata, the dates seen around the headline, the day in the URL.

    The modified date is one that is called so, or labelled as an update.
    """
    seen = [*_marked(page, marked), *_lines(page)]
    published = _published(page, [c for update, c in seen if not update])
    modified = _modified(page, [c for update, c in seen if update])
    return Dates(
        [*_possible(published, document), *hinted(document)], [*_possible(modified, document)]
    )


def hinted(document: Document) -> Iterator[Candidate[str]]:
    """What the manifest or the feed says of the day."""
    hint = document.hints.published
    if hint and (stamp := read(hint)):
        yield Candidate(stamp.iso, "manifest" if document.hints.vouched else "feed", hint)


def published_in_lines(
    lines: Iterable[Candidate[str]], document: Document
) -> Iterator[Candidate[str]]:
    """Of a text without markup: a labelled date line, then the hint, then a date line without."""
    found = list(lines)
    labelled = [c for c in found if c.rule.startswith("labelled")]
    unlabelled = [c for c in found if c not in labelled]
    yield from _possible((*labelled, *hinted(document), *unlabelled), document)


def _published(page: Page, seen: list[Candidate[str]]) -> Iterator[Candidate[str]]:
    yield from _json_ld(page, "datePublished")
    yield from _metas(page, "published")
    yield from seen
    if m := _URL_DAY.search(page.url or ""):
        yield from _stamped("-".join(m.groups()), "url day", page)
    yield from _json_ld(page, "dateCreated")


def _modified(page: Page, seen: list[Candidate[str]]) -> Iterator[Candidate[str]]:
    yield from _json_ld(page, "dateModified")
    yield from _metas(page, "modified")
    yield from seen


def _possible(candidates: Iterable[Candidate[str]], document: Document) -> Iterator[Candidate[str]]:
    """Drop days after the capture: an event's, a subscription's, a clock gone wrong."""
    seen = document.hints.crawl_date
    capture = read(seen) if seen else None
    day = capture.day if capture else document.fetched_at and document.fetched_at.date()
    for candidate in candidates:
        if day is None or date.fromisoformat(candidate.value[:10]) <= day + _SLACK:
            yield candidate


def _json_ld(page: Page, key: str) -> Iterator[Candidate[str]]:
    for story in page.stories:
        for text in strings(story.get(key), "@value"):
            yield from _stamped(text, f"json-ld {key}", page)


def _metas(page: Page, kind: str) -> Iterator[Candidate[str]]:
    metas = {letters(name): (name, texts[0]) for name, texts in reversed(page.metas.items())}
    for wanted in toml("dates")["metas"][kind]:
        if wanted in metas:
            name, text = metas[wanted]
            yield from _stamped(text, f"meta {name}", page)


def _stamped(text: str, rule: str, page: Page) -> Iterator[Candidate[str]]:
    if stamp := read(text.strip()[:100], day_first=day_first(page)):
        yield Candidate(stamp.iso, rule, text)


def _lines(page: Page) -> Iterator[tuple[bool, Candidate[str]]]:
    """Dates in the lines around the headline, nearest first, and whether each is an update's.

    A label may stand in a line of its own before the date's.
    """
    for rule, lines in (("below headline", page.below), ("above headline", page.above)):
        texts = [line.text for line in lines]
        for index, text in enumerate(texts):
            if len(text) > _LONGEST:
                continue
            beside = index - 1 if lines is page.below else index + 1
            label = texts[beside] if 0 <= beside < len(texts) and len(texts[beside]) < 30 else ""
            end = 0
            for stamp in find(text, day_first=day_first(page)):
                update = _is_update(f"{'' if end else label} {text[end : stamp.start]}")
                yield update, Candidate(stamp.iso, rule, text)
                end = stamp.start + 4


def _marked(page: Page, marked: Marked) -> Iterator[tuple[bool, Candidate[str]]]:
    """Elements that their name, class or attribute says hold a date."""
    for node in marked.dates:
        attributes = node.attributes
        item = attributes.get("itemprop") or ""
        if "date" not in item and is_elsewhere(node):
            continue
        rule = "microdata" if "date" in item else "time" if node.tag == "time" else "date class"
        stated = attributes.get("datetime") or attributes.get("content") or attributes.get("title")
        text = stated or seen_text(node)
        if len(text) > _LONGEST:
            continue
        marks = f"{attributes.get('class')} {item}".lower()
        for stamp in find(text, day_first=day_first(page)):
            update = "modif" in marks or "updat" in marks
            update = update or _is_update(text[: stamp.start] if not stated else seen_text(node))
            yield update, Candidate(stamp.iso, rule, text)
            break


def _is_update(before: str) -> bool:
    """Does the label nearest before a date speak of an update?"""
    folded = before.casefold()
    modified, published = _labels()
    last = max((m.start() for m in modified.finditer(folded)), default=-1)
    return last > max((m.start() for m in published.finditer(folded)), default=-1)


def day_first(page: Page) -> bool | None:
    """Is 3/4/2024 the third of April on this page? By its language; None if it may be either."""
    language = page.declared_language or page.meta("og:locale") or ""
    language = language.replace("_", "-").lower()
    if language in ("en-us", "en-ph"):
        return False
    return None if language in ("", "en") else True


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    labels = toml("dates")["labels"]
    modified, published = (
        re.compile("|".join(sorted(map(re.escape, labels[kind]), key=len, reverse=True)))
        for kind in ("modified", "published")
    )
    return modified, published
