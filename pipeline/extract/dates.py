"""When the article was published, and when it was changed last, as the page writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from pipeline.clean.fold import letters
from pipeline.clean.jsonld import Item, strings
from pipeline.clean.page import Page
from pipeline.clean.text import seen_text
from pipeline.extract import stamps
from pipeline.extract.date_line import INSIDE, is_sentence
from pipeline.extract.day_order import day_first
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.extract.lone_dates import lone_dates
from pipeline.extract.marked import Marked, in_picture, is_elsewhere
from pipeline.extract.stamps import find, find_single, read
from pipeline.lexicon.load import toml

_LONGEST = 160  # characters of a line that gives a date, and is no paragraph with one in it
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")
_HEAD = ("json-ld", "meta")  # rules of what a page says that no reader sees
_BESIDE = ("below headline", "above headline")
_MARKED = ("microdata", "time", "date class")
_SLACK = timedelta(days=1)  # the capture's clock and the page's may lie a zone apart


@dataclass(frozen=True, slots=True)
class Dates:
    """Candidates for either date, best first."""

    published: list[Candidate[str]]
    modified: list[Candidate[str]]


def read_dates(page: Page, document: Document, marked: Marked) -> Dates:
    """JSON-LD, metas, microdata, the dates seen around the headline, the day in the URL; where none
    of these has one, a line far from the headline that is nothing but a date.

    The modified date is one that is called so, or labelled as an update.
    """
    seen = [*_marked(page, marked), *_lines(page)]
    dates = _of(page, document, seen)
    if not dates.published:
        dates = _of(page, document, [*seen, *lone_dates(page)])
    return Dates([*dates.published, *hinted(document)], dates.modified)


def _of(page: Page, document: Document, seen: list[tuple[bool, Candidate[str]]]) -> Dates:
    modified = [*_possible(_modified(page, [c for update, c in seen if update]), document)]
    published = [*_possible(_published(page, [c for update, c in seen if not update]), document)]
    return Dates(_settled(published, {c.value[:10] for c in modified}), modified)


def hinted(document: Document) -> Iterator[Candidate[str]]:
    """What the manifest or the feed says of the day."""
    hint = document.hints.published
    if hint and (stamp := read(hint)):
        rule = "manifest" if document.hints.vouched else "feed"
        yield Candidate(_placed(stamp.iso, document), rule, hint)


def published_in_lines(
    lines: Iterable[Candidate[str]], document: Document
) -> Iterator[Candidate[str]]:
    """Of a text without markup: a labelled date line, then the hint, then a date line without."""
    found = list(lines)
    labelled = [c for c in found if c.rule.startswith("labelled")]
    unlabelled = [c for c in found if c not in labelled]
    yield from _possible((*labelled, *hinted(document), *unlabelled), document)


def _published(page: Page, seen: list[Candidate[str]]) -> Iterator[Candidate[str]]:
    yield from _json_ld("json-ld", page.stories, page, "datePublished")
    yield from _metas(page, "published")
    yield from _json_ld("json-ld page", page.webpages, page, "datePublished")
    yield from seen
    if m := _URL_DAY.search(page.url or ""):
        yield from _stamped("-".join(m.groups()), "url day", page)
    yield from _json_ld("json-ld", page.stories, page, "dateCreated")


def _modified(page: Page, seen: list[Candidate[str]]) -> Iterator[Candidate[str]]:
    yield from _json_ld("json-ld", page.stories, page, "dateModified")
    yield from _metas(page, "modified")
    yield from seen


def _settled(candidates: list[Candidate[str]], modified: set[str]) -> list[Candidate[str]]:
    """Put first what the other places bear out; ``modified`` holds the days of changes.

    JSON-LD is often filled in by a system that knows the last change only: where every other place
    names another day, the first of those wins; but a day more or less is a matter of zones, unless
    JSON-LD gives the day of a change. What is printed as a date beside the headline wins over any
    head of a page that nothing printed bears out, unless it is the day of a change. A moment in UTC
    whose local time is printed as well gives way to that: UTC alone shifts days.
    """
    others = [c for c in candidates if not c.rule.startswith("json-ld")]
    if others and candidates[0] not in others:
        first = candidates[0].value[:10]
        apart = date.fromisoformat(others[0].value[:10]) - date.fromisoformat(first)
        if all(c.value[:10] != first for c in others) and (
            abs(apart) > _SLACK or first in modified
        ):
            candidates = _first(others, candidates)
    seen = {c.value[:10] for c in candidates if not c.rule.startswith(_HEAD)}
    if candidates and candidates[0].value[:10] not in seen:
        printed = [c for c in _printed(candidates) if c.value[:10] not in modified]
        candidates = _first(printed[:1], candidates)
    local = [c for c in candidates if stamps.is_local(c.value, candidates[0].value)]
    return _first(local[:1], candidates)


def _printed(candidates: list[Candidate[str]]) -> list[Candidate[str]]:
    """Those of lines beside the headline whose days stand in an element marked as a date, too."""
    marked = {c.value[:10] for c in candidates if c.rule in _MARKED}
    return [c for c in candidates if c.rule in _BESIDE and c.value[:10] in marked]


def _first(ahead: list[Candidate[str]], rest: list[Candidate[str]]) -> list[Candidate[str]]:
    return [*ahead, *(c for c in rest if c not in ahead)]


def _possible(candidates: Iterable[Candidate[str]], document: Document) -> Iterator[Candidate[str]]:
    """Drop days after the capture: an event's, a subscription's, a clock gone wrong."""
    seen = document.hints.crawl_date
    capture = read(seen) if seen else None
    day = capture.day if capture else document.fetched_at and document.fetched_at.date()
    for candidate in candidates:
        if day is None or date.fromisoformat(candidate.value[:10]) <= day + _SLACK:
            yield replace(candidate, value=_placed(candidate.value, document))


def _placed(iso: str, document: Document) -> str:
    """A time without an offset, with that of the outlet's time zone, where its file names one."""
    zone = document.outlet.get("timezone")
    return stamps.in_zone(iso, zone) if zone else iso


def _json_ld(rule: str, items: Iterable[Item], page: Page, key: str) -> Iterator[Candidate[str]]:
    for item in items:
        for text in strings(item.get(key), "@value"):
            yield from _stamped(text, f"{rule} {key}", page)


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
    for rule, lines in zip(_BESIDE, (page.below, page.above), strict=True):
        texts = [line.text for line in lines]
        for index, text in enumerate(texts):
            if len(text) > _LONGEST or in_picture(lines[index].node):
                continue
            beside = index - 1 if lines is page.below else index + 1
            label = texts[beside] if 0 <= beside < len(texts) and len(texts[beside]) < 30 else ""
            end = 0
            for stamp in find_single(text, day_first=day_first(page)):
                before = text[end : stamp.start]
                if is_sentence(before):
                    break
                update = _is_update(f"{'' if end else label} {before}")
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
        text = stated or seen_text(node, _LONGEST)
        if len(text) > _LONGEST:
            text = text[:INSIDE]
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


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    labels = toml("dates")["labels"]
    modified, published = (
        re.compile("|".join(sorted(map(re.escape, labels[kind]), key=len, reverse=True)))
        for kind in ("modified", "published")
    )
    return modified, published
