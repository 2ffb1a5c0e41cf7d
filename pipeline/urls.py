"""Addresses: their canonical form, the UUID made of it, and the outlet that a host belongs to.

``canonicalize`` folds the dresses of one page (tracking parameters, session ids, AMP, mobile
hosts, fragment, order of parameters) into one string. That string is an identity and not
something to fetch: ``http`` and ``https`` are one, and so are ``www.`` and the bare domain.
The rules are data: ``pipeline/lexicon/urls.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import PurePath
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from uuid import UUID

import tldextract
from w3lib.url import canonicalize_url

# The suffix list that comes with tldextract: no request, no file written, the same everywhere.
# Private suffixes count, so that each blog of a platform is an outlet of its own.
_split_host = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
).extract_str

_IGNORED = str.maketrans("", "", "\t\r\n")  # WHATWG URL, 4.4: removed wherever they stand
_FILE_SAFE = "/-._~!$&'()*+,;=:@"
_SESSION_IN_PATH = re.compile(r";[^/;]*")


def canonicalize(url: str) -> str:
    """The canonical form of ``url``; what is no ``http(s)`` address only gets its escapes folded.

    Total and idempotent: text that cannot be split as a URL is returned stripped.

    >>> canonicalize("http://m.Example.com/a/amp/?utm_source=x&b=2&a=1#top")
    'https://example.com/a?a=1&b=2'
    >>> canonicalize("file://archive/2020/a b.html")
    'file://archive/2020/a%20b.html'
    """
    url = url.strip().translate(_IGNORED)
    if url.startswith("//"):
        url = "https:" + url
    try:
        parts = urlsplit(canonicalize_url(url, keep_fragments=True))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return url if parts.scheme != "file" else _file_form(url)
        port = parts.port
    except ValueError:
        return url
    host = parts.hostname.rstrip(".")
    cached = _unwrap(host, parts.path, parts.query)
    if cached:
        return canonicalize(cached)
    scheme = parts.scheme
    if port in (None, 80, 443):
        scheme, port = "https", None
    netloc = _bare_host(host) + (f":{port}" if port else "")
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, netloc, _path(parts.path), _query(parts.query), fragment))


def url_id(url: str) -> UUID:
    """The UUID of an address: blake2b-128 of its canonical form."""
    return UUID(bytes=blake2b(canonicalize(url).encode(), digest_size=16).digest())


def file_url(path: PurePath, source: str | None = None) -> str:
    """The address of a file that has none: ``path`` is relative to the root of ``source``, or
    absolute when it was given by hand.

    >>> file_url(PurePath("2020/a b.html"), "archive")
    'file://archive/2020/a%20b.html'
    """
    text = quote(path.as_posix().lstrip("/"), safe=_FILE_SAFE, errors="surrogateescape")
    return f"file://{source or ''}/{text}"


def join(base: str, link: str) -> str:
    """``link`` as found at ``base``, made absolute; what is no address stays what it is.

    >>> join("https://news.example/a/b", "../c"), join("https://news.example/", "http://[::1")
    ('https://news.example/c', 'http://[::1')
    """
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def host_of(url: str) -> str:
    """The host of ``url`` in lower case with its port where it is not the default, or ``""``:
    what a pace and a ``robots.txt`` belong to.

    >>> host_of("https://News.Example.com:443/a"), host_of("http://127.0.0.1:8000/")
    ('news.example.com', '127.0.0.1:8000')
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = f"[{host}]" if ":" in host else _ascii(host.rstrip("."))
    return host if port in (None, 80, 443) else f"{host}:{port}"


def outlet_of(url: str) -> str:
    """The registered domain that ``url`` lies under, or the host itself where there is none.

    >>> outlet_of("https://sport.news.example.co.uk/a"), outlet_of("http://127.0.0.1:80/")
    ('example.co.uk', '127.0.0.1')
    """
    host = re.sub(r":\d+$", "", host_of(url))
    return _split_host(host).top_domain_under_public_suffix or host


def same_outlet(one: str, other: str) -> bool:
    """Whether two addresses lie under one registered domain."""
    return outlet_of(one) == outlet_of(other) != ""


@dataclass(frozen=True, slots=True)
class Rules:
    """``pipeline/lexicon/urls.toml``, read."""

    names: frozenset[str]
    patterns: tuple[str, ...]
    session: tuple[str, ...]
    dress: dict[str, list[str]]
    index: frozenset[str]
    amp_suffixes: tuple[str, ...]
    amp_prefixes: tuple[str, ...]
    labels: frozenset[str]
    caches: tuple[tuple[str, re.Pattern[str]], ...]

    def drops(self, name: str, value: str) -> bool:
        """Whether a query parameter says nothing of which page it is."""
        name = name.lower()
        if name in self.names or any(fnmatchcase(name, p) for p in self.patterns):
            return True
        values = self.dress.get(name)
        return values is not None and (not values or value.lower() in values)


@cache
def rules() -> Rules:
    """The rules of canonical form."""
    text = resources.files("pipeline.lexicon").joinpath("urls.toml").read_text("utf-8")
    data = tomllib.loads(text)
    names = data["tracking"] + data["session"]
    return Rules(
        names=frozenset(n for n in names if not n.endswith("*")),
        patterns=tuple(n for n in names if n.endswith("*")),
        session=tuple(data["session"]),
        dress=data["dress"],
        index=frozenset(data["path"]["index"]),
        amp_suffixes=tuple(data["path"]["amp_suffixes"]),
        amp_prefixes=tuple(data["path"]["amp_prefixes"]),
        labels=frozenset(data["host"]["labels"]),
        caches=tuple((host, re.compile(p)) for host, p in data["caches"].items()),
    )


def _ascii(host: str) -> str:
    """``host`` in its ASCII form (IDNA), or as it stands where it has none."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _bare_host(host: str) -> str:
    """``host`` without the labels that choose a dress: ``m.``, ``www.``, ``amp.``."""
    if ":" in host:
        return f"[{host}]"
    found = _split_host(host)
    if not found.suffix or not found.subdomain:
        return host
    labels = [label for label in found.subdomain.split(".") if label not in rules().labels]
    return ".".join([*labels, found.top_domain_under_public_suffix])


def _path(path: str) -> str:
    path = _SESSION_IN_PATH.sub(_keep_unless_session, path)
    while True:  # until nothing is left to cut: /a/amp/index.html
        cut = _cut_once(path.rstrip("/"))
        if cut == path:
            return path or "/"
        path = cut


def _cut_once(path: str) -> str:
    head, _, last = path.rpartition("/")
    if last.lower() in rules().index:
        return head
    lowered = path.lower()
    for suffix in rules().amp_suffixes:
        if lowered.endswith(suffix) and path[: -len(suffix)].strip("/"):
            return path[: -len(suffix)]
    for prefix in rules().amp_prefixes:
        if lowered.startswith(prefix) and path[len(prefix) :].strip("/"):
            return path[len(prefix) - 1 :]
    return path


def _keep_unless_session(found: re.Match[str]) -> str:
    name = found[0][1:].partition("=")[0].lower()
    return "" if any(fnmatchcase(name, p) for p in rules().session) else found[0]


def _query(query: str) -> str:
    pairs = (pair for pair in query.split("&") if pair)
    kept = (p for p in pairs if not rules().drops(p.partition("=")[0], p.partition("=")[2]))
    return "&".join(sorted(set(kept)))


def _unwrap(host: str, path: str, query: str) -> str | None:
    """The address that an AMP cache shows, where ``host`` is one."""
    bare = _bare_host(host)
    for pattern, shown in rules().caches:
        found = shown.match(path) if fnmatchcase(bare, pattern) else None
        if found:
            scheme = "https" if found["tls"] else "http"
            return f"{scheme}://{found['rest']}" + (f"?{query}" if query else "")
    return None


def _file_form(url: str) -> str:
    """A ``file`` address with its escapes folded; every character of a name counts."""
    host, _, path = url[len("file://") :].partition("/")
    return f"file://{host}/{quote(path, safe=_FILE_SAFE + '%', errors='surrogateescape')}"
