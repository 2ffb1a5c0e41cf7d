"""Local files: a folder as an inbox, a file by itself, WARC files in parts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.fetch.archive import payload_digest
from pipeline.fetch.frontier import Frontier
from pipeline.record import Hints, Ref
from pipeline.sources import is_web
from pipeline.urls import file_url

DOCUMENTS = (".html", ".htm", ".xhtml", ".txt")
WARCS = (".warc", ".warc.gz", ".wet", ".wet.gz")
PATHS = (".paths", ".paths.gz")
PART = 256 * 1024 * 1024  # bytes of a WARC file that make a shard
MANIFEST = "manifest.jsonl"
_FACTS = ("id", "url", "published", "encoding", "crawl_date")


def is_warc(place: Path | str) -> bool:
    """Whether a path or an address is one of a WARC file, by its name."""
    return str(place).lower().endswith(WARCS)


def is_paths(place: Path | str) -> bool:
    """Whether a path or an address is one of a list of WARC files (``warc.paths.gz``)."""
    return str(place).lower().endswith(PATHS)


def is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS


def path_refs(path: Path, source: str, root: Path | None, notes: list[str]) -> Iterator[Ref]:
    """The documents of a file or folder. Below ``root`` addresses are relative to it; without one
    they are absolute. What cannot be read is told in ``notes``."""
    if path.is_dir():
        yield from _folder_refs(path, source, root, notes)
    elif is_warc(path):
        yield from warc_refs(path, source)
    elif path.exists():
        yield _file_ref(path, source, root, Hints())
    else:
        notes.append(f"{path}: no such file or folder")


def _folder_refs(folder: Path, source: str, root: Path | None, notes: list[str]) -> Iterator[Ref]:
    facts = _facts(folder / MANIFEST, notes)
    denied: list[Path] = []
    listed: set[Path] = set()
    for name, hints in facts.items():
        listed.add(folder / name)
        yield _file_ref(folder / name, source, root, hints)
    for path in _walk(folder, denied):
        if path in denied:  # fetch says why in a row
            yield _file_ref(path, source, root, Hints())
        elif path in listed:
            continue
        elif is_warc(path):
            yield from warc_refs(path, source)
        elif is_document(path):
            yield _file_ref(path, source, root, Hints())
    notes.extend(f"{path}: cannot be read; check its permissions" for path in denied)


def _walk(folder: Path, denied: list[Path]) -> Iterator[Path]:
    """Files below ``folder`` in order, and the folders that are ``denied``; hidden files and
    unfinished ones are left alone.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        denied.append(folder)
        yield folder
        return
    for path in entries:
        if path.name.startswith(".") or path.name.endswith((".part", ".tmp")):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, denied)
        elif not path.is_dir():
            yield path


def _facts(path: Path, notes: list[str]) -> dict[str, Hints]:
    """What a folder's ``manifest.jsonl`` vouches for, by file name."""
    facts: dict[str, Hints] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return facts
    except (OSError, UnicodeDecodeError) as error:
        notes.append(f"{path}: cannot be read: {error}")
        return facts
    for number, line in enumerate(lines, 1):
        try:
            row: dict[str, Any] = json.loads(line) if line.strip() else {}
            if row:
                told = {k: str(row[k]) for k in _FACTS if row.get(k) not in (None, "")}
                facts[str(row["file"])] = Hints(**told, vouched=True)
        except (ValueError, KeyError, TypeError) as error:
            notes.append(f"{path}, line {number}: not a fact about a file ({error!r})")
    return facts


def _file_ref(path: Path, source: str, root: Path | None, hints: Hints) -> Ref:
    absolute = path.absolute()
    if hints.url:
        url = hints.url
    elif root is not None and absolute.is_relative_to(root):
        url = file_url(absolute.relative_to(root), source)
    else:
        url = file_url(absolute)
    return Ref(source=source, location=str(absolute), kind="file", url=url, hints=hints)


def warc_refs(path: Path, source: str, part: int = PART) -> Iterator[Ref]:
    """A WARC file as parts of about ``part`` bytes; a record belongs to where it begins."""
    return parts_of(str(path.absolute()), path.stat().st_size, source, part)


def parts_of(location: str, size: int, source: str, part: int = PART) -> Iterator[Ref]:
    """The parts of a WARC file of ``size`` bytes at a path or an address."""
    for start in range(0, max(1, size), part):
        end = min(start + part, max(1, size))
        yield Ref(source=source, location=f"{location}#{start}-{end}", kind="warc")


def is_new(ref: Ref, frontier: Frontier) -> bool:
    """Whether a file (or a part of one) has not been read as it is now: by size and time, and by
    digest where only the time differs."""
    row = frontier.one("SELECT * FROM files WHERE path = ?", (ref.location,))
    if row is None or is_web(ref.location):
        return row is None
    path = Path(ref.location.rpartition("#")[0] if ref.kind != "file" else ref.location)
    try:
        stat = path.stat()
        if stat.st_size != row["size"]:
            return True
        if stat.st_mtime_ns == row["mtime"]:
            return False
        if row["digest"] is None or payload_digest(path.read_bytes()) != row["digest"]:
            return True
    except OSError:
        return True  # fetch says why in a row
    frontier.do("UPDATE files SET mtime = ? WHERE path = ?", (stat.st_mtime_ns, ref.location))
    return False
