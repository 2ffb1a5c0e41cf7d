"""Whole articles of several kinds: every row of quotes and citations, and all people named.

The articles in the folder beside are invented. What each must give stands in its JSON file, read
and corrected by hand; ``python -m tests.annotate.test_articles`` writes what is given today.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Article, Hints

FOLDER = Path(__file__).parent / "articles"
COLUMNS = (
    *("quote_group", "kind", "speaker", "speaker_mention", "speaker_role"),
    *("speaker_affiliation", "verb", "quote"),
)
FILES = {path.stem: path for path in FOLDER.iterdir() if path.suffix != ".json"}
NAMES = sorted(FILES)


def read(name: str) -> Article:
    hints = Hints(published="2025-05-10", vouched=True)
    return extract_article(Document(id=name, payload=FILES[name].read_bytes(), hints=hints))


def rows_of(article: Article) -> dict[str, Any]:
    """What the JSON files hold."""
    return {
        "quotes": [[getattr(q, column) for column in COLUMNS] for q in article.quotes],
        "citations": [[c.source, c.kind, c.verb] for c in article.citations],
        "people": sorted({m.name for m in article.mentions if m.kind == "person"}),
    }


@pytest.mark.parametrize("name", NAMES)
def test_article(name: str) -> None:
    article = read(name)
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    found = rows_of(article)
    for part in ("quotes", "citations", "people"):
        assert found[part] == expected[part]
    assert all(article.text[q.start : q.end] == q.quote for q in article.quotes)


def test_order_and_neighbours_change_nothing() -> None:
    alone = {name: rows_of(read(name)) for name in NAMES}
    assert {name: rows_of(read(name)) for name in reversed(NAMES)} == alone


def main() -> None:
    """Write the rows of today, one a line, for a person to read and correct."""
    for name in NAMES:
        rows = rows_of(read(name))
        parts = [
            f'  "{part}": [\n'
            + ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows[part])
            + "\n  ]"
            for part in rows
        ]
        text = "{\n" + ",\n".join(parts) + "\n}\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
