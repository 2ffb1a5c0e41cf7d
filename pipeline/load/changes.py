"""What differs between two states of an article, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import duckdb

from pipeline.load.statements import load_sql

# A sentence ends at a stop, with the quotation marks behind it, before white space and what can
# begin another; an initial or a short title before a name is no end.
_END = re.compile(
    r"""(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St))(?<!\bMrs)[.!?…]["'”’»)]*\s+(?=["'“‘«(]*[A-ZÀ-Þ0-9])"""
)
_WORD = re.compile(r"\w+(?:[.,:]\d+)*")
ALIKE = 0.5  # share of common words from which two sentences are one that was changed


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that was added, removed or changed; ``field`` is title, summary or text."""

    field: str
    kind: str
    before: str | None
    after: str | None

    @property
    def numbers(self) -> bool:
        """Whether a number is among the words that differ."""
        return any(word[0].isdigit() for word in self._differing())

    @property
    def names(self) -> bool:
        """Whether a capitalised word that begins no sentence is among those that differ."""
        opening = {_WORD.findall(side)[:1][0] for side in self._sides() if _WORD.search(side)}
        return any(word[0].isupper() and word not in opening for word in self._differing())

    def _sides(self) -> list[str]:
        return [side for side in (self.before, self.after) if side]

    def _differing(self) -> set[str]:
        one, other = (set(_WORD.findall(side or "")) for side in (self.before, self.after))
        return one ^ other


def sentences(text: str) -> list[str]:
    """The sentences of all paragraphs of ``text``.

    >>> sentences('"Yes." Mr. Roe left.\\n\\nIt rained.')
    ['"Yes."', 'Mr. Roe left.', 'It rained.']
    """
    found = []
    for paragraph in text.split("\n\n"):
        start = 0
        for end in _END.finditer(paragraph):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
        found.append(paragraph[start:].strip())
    return [sentence for sentence in found if sentence]


def changes(
    before: tuple[str | None, str | None, str], after: tuple[str | None, str | None, str]
) -> Iterator[Change]:
    """The changes from one (title, summary, text) to another, in the order of reading."""
    for field, one, other in zip(("title", "summary"), before, after, strict=False):
        if one != other:
            kind = "added" if not one else "removed" if not other else "changed"
            yield Change(field, kind, one or None, other or None)
    old, new = sentences(before[2]), sentences(after[2])
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _pairs(old[a:b], new[c:d])


def _pairs(old: list[str], new: list[str]) -> Iterator[Change]:
    """Sentences that stand in for each other where they are alike, in order."""
    rest = list(old)
    for sentence in new:
        scores = [_alike(other, sentence) for other in rest]
        best = max(range(len(rest)), key=scores.__getitem__, default=None)
        if best is None or scores[best] < ALIKE:
            yield Change("text", "added", None, sentence)
            continue
        for gone in rest[:best]:
            yield Change("text", "removed", gone, None)
        yield Change("text", "changed", rest[best], sentence)
        rest = rest[best + 1 :]
    for gone in rest:
        yield Change("text", "removed", gone, None)


def _alike(one: str, other: str) -> float:
    a, b = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


_KEY = ("article_id", "revision", "position")
_CHANGE = ("field", "kind", "before", "after", "numbers", "names")


def recompute_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the changes of the revisions of the articles in the table ``labels`` anew."""
    import pyarrow as pa

    answer = connection.execute(load_sql("80_changes"))
    columns: dict[str, list[object]] = {name: [] for name in _KEY + _CHANGE}
    while pairs := answer.fetchmany(500):
        for article, revision, *states in pairs:
            for position, change in enumerate(changes(tuple(states[:3]), tuple(states[3:]))):
                columns["article_id"].append(str(article))
                columns["revision"].append(revision)
                columns["position"].append(position)
                for name in _CHANGE:
                    columns[name].append(getattr(change, name))
    if columns["revision"]:
        connection.register("new_changes", pa.table(columns))
        connection.execute("INSERT INTO store.revision_changes BY NAME FROM new_changes")
        connection.unregister("new_changes")
