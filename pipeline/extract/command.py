"""``broadsheet extract IN OUT``: documents in, one JSON record a line out; no warehouse needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError
from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Hints, to_json

SUFFIXES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}


def extract(source: Path, target: Path, *, inside: bool = True) -> int:
    """Write a record for each document below ``source`` to ``target``; return how many."""
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for document in documents(source):
            out.write(to_json(extract_article(document, inside=inside)) + "\n")
            count += 1
    return count


def documents(source: Path) -> Iterator[Document]:
    """The documents of a file or a folder; a ``manifest.jsonl`` in it names and describes them."""
    if not source.exists():
        raise InputError(f"{source}: no such file or folder")
    manifest = source / "manifest.jsonl"
    if source.is_file():
        yield _document(source, source.stem, Hints())
    elif manifest.exists():
        for line in manifest.read_text(encoding="utf-8").splitlines():
            facts = json.loads(line)
            names = ("url", "published", "encoding", "crawl_date")
            hints = Hints(**{n: facts.get(n) or None for n in names}, vouched=True)
            yield _document(source / facts["file"], facts.get("id") or facts["file"], hints)
    else:
        for path in sorted(p for p in source.rglob("*") if p.suffix in SUFFIXES):
            yield _document(path, str(path.relative_to(source)), Hints())


def _document(path: Path, id: str, hints: Hints) -> Document:
    return Document(
        id=id,
        payload=path.read_bytes(),
        url=hints.url,
        content_type=SUFFIXES.get(path.suffix),
        hints=hints,
    )
