"""Whole pages, field by field: each folder beside this file holds a page and what it says."""

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/page.html"))
FIELDS = ("title", "authors", "captions", "credits", "paragraphs")


@cache
def fields(case: Path) -> dict[str, object]:
    payload = (case / "page.html").read_bytes()
    url = f"https://courier.example/2026/03/01/{case.name}-and-what-followed"
    article = extract_article(Document(id=case.name, payload=payload, url=url), inside=False)
    return {
        "title": article.title,
        "authors": list(article.authors),
        "captions": [image.caption for image in article.images if image.caption],
        "credits": [image.credit for image in article.images if image.credit],
        "paragraphs": article.paragraphs,
    }


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_field(case: Path, field: str) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert fields(case)[field] == expected[field]
