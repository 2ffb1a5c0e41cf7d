"""What a source's file says of every article: publisher, language and time zone."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Hints
from pipeline.sources import read_source

TEXT = "The council met on Monday and spoke of the budget for the year to come. " * 5
PAGE = f"""<!doctype html><html lang="en"><head>
<meta property="og:site_name" content="Gazette Online">
<meta property="article:published_time" content="2026-07-01T10:00">
<meta property="article:modified_time" content="2026-07-01T09:00:00Z"></head>
<body><article><h1>Budget passed</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""
FACTS = {"publisher": "The Gazette", "language": "de", "timezone": "Europe/Berlin"}


def _article(page: str = PAGE, hints: Hints | None = None, **outlet: str):
    document = Document(
        id="1", payload=page.encode(), url="https://gazette.example/1", hints=hints or Hints(),
        outlet=outlet,
    )  # fmt: skip
    return extract_article(document, inside=False)


def test_the_file_names_publisher_and_language() -> None:
    article = _article(**FACTS)
    assert (article.publisher, article.language) == ("The Gazette", "de")
    rules = {e.field: e.rule for e in article.evidence if e.chosen}
    assert (rules["publisher"], rules["language"]) == ("source file", "source file")
    page = _article()
    assert (page.publisher, page.language) == ("Gazette Online", "en")


def test_a_time_without_an_offset_is_the_outlets_own() -> None:
    article = _article(**FACTS)
    assert article.published == "2026-07-01T10:00+02:00"
    assert article.modified == "2026-07-01T09:00:00Z"  # has one
    (row,) = (e for e in article.evidence if e.field == "published" and e.chosen)
    assert row.raw == "2026-07-01T10:00"
    assert _article().published == "2026-07-01T10:00"


def test_a_feeds_date_too() -> None:
    page = PAGE.replace("article:published_time", "x")
    article = _article(page, Hints(published="2026-01-01T10:00:00"), **FACTS)
    assert article.published == "2026-01-01T10:00:00+01:00"


@pytest.mark.parametrize(
    ("line", "told"),
    [('timezone = "Europe/Berlim"', "Europe/Berlin"), ('language = "English (UK)"', "pt-BR")],
)
def test_what_is_no_zone_or_language_is_refused(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "gazette.toml"
    path.write_text(line)
    with pytest.raises(ConfigurationError, match=told):
        read_source(path)
