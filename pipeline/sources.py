"""Outlets as TOML files: what there is to read, how politely, and what to expect of it.

Every key is described in ``docs/sources.md``. A file is checked whole: errors name the file and
the key, and an unknown key is answered with the nearest one that exists.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytz

from pipeline.clean.select import selector_problem
from pipeline.errors import ConfigurationError
from pipeline.toml_record import WrongKey, build
from pipeline.urls import outlet_of

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
FIELDS = ("title", "authors", "published", "summary", "section", "body", "images", "quotes")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")  # RFC 5646


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """``[fetch]``: how an outlet is asked. Times are in seconds, sizes in bytes."""

    delay: float = 1.0
    connections: int = 1
    budget: int = 500
    host_budget: int | None = None
    warc_budget: int = 4
    deadline: float = 60.0
    max_bytes: int = 20_000_000
    robots: bool = True
    contact: str | None = None
    headers: Mapping[str, str] | None = None
    content_types: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    proxy: str | None = None
    ca: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """``[discover]``: which of the addresses found are wanted, and when they are seen again.

    ``include`` and ``exclude`` are regular expressions searched in the URL; ``revisit`` holds the
    ages at which an article is asked for again; nothing older than ``max_age`` is fetched.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    revisit: tuple[timedelta, ...] = (
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(days=7),
    )
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """``[expect]``: what a healthy outlet gives; what falls short is a warning of the checks.

    ``articles_per_day`` is the least, ``silent_after`` the longest pause between new articles,
    ``fields`` the least share (0..1) of articles that have the field (one of ``FIELDS``).
    """

    articles_per_day: float | None = None
    silent_after: timedelta | None = None
    fields: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """``[keep]``: how long an outlet's bytes stay in ``raw/``; None: for ever."""

    raw: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """``[[overrides]]``: CSS selectors for fields of pages captured from ``valid_from`` until
    ``valid_until``, both inclusive.

    ``@name`` behind a selector takes that attribute instead of the text. ``remove`` is what is
    taken out of the page before its body is read.
    """

    valid_from: date | None = None
    valid_until: date | None = None
    title: str | None = None
    authors: str | None = None
    published: str | None = None
    modified: str | None = None
    summary: str | None = None
    section: str | None = None
    tags: str | None = None
    body: str | None = None
    remove: str | None = None

    def applies(self, day: date | None) -> bool:
        """Was the page of such a layout on ``day``? A page of an unknown day may be of any."""
        return day is None or ((self.valid_from or day) <= day and day <= (self.valid_until or day))

    def selectors(self) -> dict[str, str]:
        """The selectors by field."""
        given = {name: getattr(self, name) for name in OVERRIDDEN}
        return {name: selector for name, selector in given.items() if selector is not None}


OVERRIDDEN = tuple(f.name for f in fields(Override) if not f.name.startswith("valid_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet. ``feeds``, ``sitemaps``, ``lists``, ``folders`` and ``warcs`` are where its
    documents are found; paths are absolute here, and relative to the TOML file in it.
    """

    name: str
    title: str | None = None
    homepage: str | None = None
    language: str | None = None
    timezone: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    warcs: tuple[str, ...] = ()
    fetch: Politeness = Politeness()
    discover: Discovery = Discovery()
    expect: Expectation = Expectation()
    keep: Retention = Retention()
    overrides: tuple[Override, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """What the file says of every article: ``publisher``, ``language`` and ``timezone``."""
        told = {"publisher": self.title, "language": self.language, "timezone": self.timezone}
        return {name: value for name, value in told.items() if value}

    @property
    def outlets(self) -> frozenset[str]:
        """The registered domains that its addresses lie under."""
        places = (self.homepage or "", *self.feeds, *self.sitemaps, *self.lists, *self.warcs)
        return frozenset(outlet_of(place) for place in places if is_web(place)) - {""}


def load_sources(folder: Path, problems: list[ConfigurationError] | None = None) -> list[Source]:
    """The sources of ``folder``, by name. With ``problems`` a file that is not valid is noted there
    and the others are given; without, the first one raises.
    """
    sources: list[Source] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sources.append(read_source(path))
        except ConfigurationError as error:
            if problems is None:
                raise
            problems.append(error)
    return sources


def facts_of_outlets(folder: Path) -> dict[str, dict[str, str]]:
    """What each source's file says of every article, by source."""
    return {source.name: source.facts for source in load_sources(folder, [])}


def read_source(path: Path) -> Source:
    """The source that ``path`` describes; ``ConfigurationError`` names the file and the key."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: not valid TOML: {error}") from None
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from None
    table.setdefault("name", path.stem)
    try:
        source = build(Source, table)
        return _checked(source, path.parent.resolve())
    except WrongKey as wrong:
        raise ConfigurationError(f"{path}: {wrong}") from None


def _checked(source: Source, folder: Path) -> Source:
    for key, problem in _problems(source):
        raise WrongKey(f"`{key}` {problem}")
    placed: dict[str, Any] = {
        key: tuple(p if is_web(p) else str(folder / Path(p).expanduser()) for p in paths)
        for key, paths in (
            ("lists", source.lists), ("folders", source.folders), ("warcs", source.warcs)
        )
    }  # fmt: skip
    fetch = source.fetch
    if fetch.ca is not None:
        fetch = replace(fetch, ca=str(folder / Path(fetch.ca).expanduser()))
    return replace(source, fetch=fetch, **placed)


def _problems(source: Source) -> Iterator[tuple[str, str]]:
    if not NAME.fullmatch(source.name):
        yield "name", f"must be lower-case letters, digits, . _ and -, not {source.name!r}"
    for key, urls in (("feeds", source.feeds), ("sitemaps", source.sitemaps)):
        for i, url in enumerate(urls):
            if not is_web(url):
                yield f"{key}[{i}]", f"must be an http or https address, not {url!r}"
    if source.homepage and not is_web(source.homepage):
        yield "homepage", f"must be an http or https address, not {source.homepage!r}"
    if source.language and not _LANGUAGE.fullmatch(source.language):
        yield "language", f'must be a language such as "en" or "pt-BR", not {source.language!r}'
    if source.timezone and source.timezone not in pytz.all_timezones_set:
        near = get_close_matches(source.timezone, pytz.all_timezones, 1, 0.5)
        yield "timezone", f"is not a time zone; did you mean {(near or ['Europe/Berlin'])[0]!r}?"
    for key in ("include", "exclude"):
        for i, pattern in enumerate(getattr(source.discover, key)):
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"discover.{key}[{i}]", f"is not a regular expression: {error}"
    for i, override in enumerate(source.overrides):
        yield from _override_problems(override, f"overrides[{i}]")
    polite = source.fetch
    for key in ("connections", "budget", "host_budget", "warc_budget", "deadline", "max_bytes"):
        if getattr(polite, key) is not None and getattr(polite, key) <= 0:
            yield f"fetch.{key}", f"must be more than 0, not {getattr(polite, key)}"
    if not 0 <= polite.delay < 86_400:
        yield "fetch.delay", f"must be between 0 and 86400 seconds, not {polite.delay}"
    for name, share in (source.expect.fields or {}).items():
        if name not in FIELDS:
            yield f"expect.fields.{name}", f"is not a field; there are {', '.join(FIELDS)}"
        if not 0 <= share <= 1:
            yield f"expect.fields.{name}", f"must be between 0 and 1, not {share}"


def _override_problems(override: Override, where: str) -> Iterator[tuple[str, str]]:
    if override.valid_from and override.valid_until and override.valid_until < override.valid_from:
        yield f"{where}.valid_until", f"lies before valid_from, {override.valid_from}"
    selectors = override.selectors()
    if not selectors:
        yield where, f"has no selector; give one of {', '.join(OVERRIDDEN)}"
    for name, written in selectors.items():
        if problem := selector_problem(written):
            remedy = "try it in a browser's console: document.querySelectorAll(...)"
            yield f"{where}.{name}", f"{problem}: {written!r}; {remedy}"


def is_web(location: str) -> bool:
    """Whether a location is an address on the web, and no path."""
    return location.lower().startswith(("http://", "https://"))


def find_source(name: str, sources: Sequence[Source]) -> Source | None:
    """The source called ``name``, if there is one."""
    return next((s for s in sources if s.name == name), None)
