"""``broadsheet extract IN OUT``: documents in, one JSON record a line out; no warehouse needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError
from pipeline.extract.article import extract_or_reject, rejected
from pipeline.extract.credit_line import parties
from pipeline.extract.document import Document
from pipeline.record import NO_HINTS, Article, Hints
from pipeline.serialize import to_json

TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}
WARCS = (".warc", ".warc.gz")
_FACTS = ("url", "published", "encoding", "crawl_date")


def extract(source: Path, target: Path, *, inside: bool = True) -> int:
    """Write a record for each document below ``source`` to ``target``; return how many.

    A file that cannot be read is a rejected record.

    :raises InputError: where ``source`` does not exist or its ``manifest.jsonl`` is not valid.
    """
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for item in documents(source):
            article = item if isinstance(item, Article) else extract_or_reject(item, inside=inside)
            out.write(line_of(article) + "\n")
            count += 1
    return count


def line_of(article: Article) -> str:
    """The record as a line of JSON, with ``credits``: those whom its pictures' credits name, each
    as written and once, where ``images`` has each credit whole.
    """
    written = (image.credit for image in article.images if image.credit)
    credits = dict.fromkeys(party for credit in written for party in parties(credit))
    return to_json(article, credits=list(credits))


def documents(source: Path) -> Iterator[Document | Article]:
    """The documents of a file or a folder; a ``manifest.jsonl`` in it names and describes them.

    What cannot be read comes as its rejected record.
    """
    if not source.exists():
        raise InputError(f"{source}: no such file or folder")
    manifest = source / "manifest.jsonl"
    if source.is_file():
        yield from _file(source, source.stem, NO_HINTS)
    elif manifest.exists():
        for id, file, hints in _listed(manifest):
            yield from _file(source / file, id, hints)
    else:
        for path in sorted(source.rglob("*")):
            if path.suffix.lower() in TYPES or path.name.lower().endswith(WARCS):
                yield from _file(path, str(path.relative_to(source)), NO_HINTS)


def _listed(manifest: Path) -> Iterator[tuple[str, str, Hints]]:
    for number, line in enumerate(manifest.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            facts = json.loads(line)
            file = str(facts["file"])
        except (ValueError, KeyError, TypeError):
            raise InputError(
                f"{manifest}, line {number}: not a JSON object with a `file`; correct the line"
            ) from None
        hints = Hints(**{name: facts.get(name) or None for name in _FACTS}, vouched=True)
        yield facts.get("id") or file, file, hints


def _file(path: Path, id: str, hints: Hints) -> Iterator[Document | Article]:
    try:
        if path.name.lower().endswith(WARCS):
            yield from _warc(path)
        else:
            yield Document(
                id=id,
                payload=path.read_bytes(),
                url=hints.url,
                content_type=TYPES.get(path.suffix.lower()),
                hints=hints,
            )
    except OSError as error:
        document = Document(id=id, payload=b"", url=hints.url, hints=hints)
        yield rejected(document, "unreadable", f"{path}: {error.strerror}")


def _warc(path: Path) -> Iterator[Document | Article]:
    """The pages of a WARC file, by address; a stretch of damage is a rejected record."""
    from pipeline.extract.stage import document_of
    from pipeline.fetch.captures import is_document
    from pipeline.fetch.payloads import Payloads
    from pipeline.fetch.warcs import captures_in
    from pipeline.settings import Home

    with Payloads(Home(path.parent)) as payloads:
        for capture in captures_in(path.absolute()):
            if capture.kind == "failure":
                lost = Document(id=f"{path}#{capture.url}", payload=b"")
                yield rejected(lost, capture.error_class or "damaged", capture.error)
            elif is_document(capture):
                try:
                    payload, content_type = payloads.read(capture)
                except InputError as error:
                    yield rejected(document_of(capture, b"", None), "unreadable", str(error))
                else:
                    yield document_of(capture, payload, content_type)
