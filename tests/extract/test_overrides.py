"""An outlet's own selectors: tried first, by the day of capture, silent where they find nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.commands.explain import explained
from pipeline.errors import ConfigurationError
from pipeline.extract.article import extract_article
from pipeline.extract.document import Document, Profile
from pipeline.extract.profiles import read_profile
from pipeline.record import Article
from pipeline.settings import Home
from pipeline.sources import Override, read_source
from tests.extract.pages import BODY

PAGE = f"""<html lang="de"><head><title>Hochwasser sperrt die Uferstraße</title>
<meta property="og:title" content="Hochwasser sperrt die Uferstraße"></head><body><main>
<h1>Hochwasser sperrt die Uferstraße</h1><h2 class="line">Uferstraße nach Hochwasser zu</h2>
<div class="who"><b>Ana Feliz</b><b>Tomas Reyes</b></div>
<span class="when" data-day="2026-03-03">vorgestern</span><p class="stand">Pegel bei zwei Metern</p>
<i class="topic">Wetter</i><i class="topic">Verkehr</i>
<div class="text">{BODY}<p class="promo">Lesen Sie mehr in der Ausgabe von morgen.</p></div>
<div>{BODY.replace("river", "second river")}</div></main></body></html>"""


def read(*overrides: Override, fetched: datetime | None = None) -> Article:
    document = Document(id="page", payload=PAGE.encode(), fetched_at=fetched)
    return extract_article(document, Profile(overrides=overrides), inside=False)


FIELDS = {
    "title": (".line", "Uferstraße nach Hochwasser zu"),
    "authors": (".who b", ("Ana Feliz", "Tomas Reyes")),
    "published": (".when@data-day", "2026-03-03"),
    "modified": (".when@data-day", "2026-03-03"),
    "summary": (".stand", "Pegel bei zwei Metern"),
    "section": (".topic", "Wetter"),
    "tags": (".topic", ("Wetter", "Verkehr")),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_selector_is_tried_first_and_named(field: str) -> None:
    selector, value = FIELDS[field]
    article = read(Override(**{field: selector}))
    assert getattr(article, field) == value
    row = next(e for e in article.evidence if e.field == field and e.chosen)
    assert row.rule == "override"
    assert row.raw.startswith(f"{selector}: ")


@pytest.mark.parametrize("field", [*FIELDS, "body"])
def test_where_it_finds_nothing_the_rules_read_on(field: str) -> None:
    name = "text" if field == "body" else field
    assert getattr(read(Override(**{field: ".nowhere"})), name) == getattr(read(), name)


def test_the_body_is_the_element_that_it_selects() -> None:
    article = read(Override(body=".text", remove=".promo"))
    assert "second river" in read().text
    assert "second river" not in article.text
    assert "Lesen Sie mehr" not in article.text
    assert [(e.rule, e.raw[:6]) for e in article.evidence if e.field == "body"] == [
        ("override", ".text:")
    ]


def test_overrides_hold_for_the_days_of_capture_that_they_name() -> None:
    old = Override(title=".stand", valid_until=date(2026, 3, 1))
    new = Override(title=".line", valid_from=date(2026, 3, 2))
    last = datetime(2026, 3, 1, 23, tzinfo=UTC)
    first = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert read(old, new, fetched=last).title == "Pegel bei zwei Metern"
    assert read(old, new, fetched=first).title == "Uferstraße nach Hochwasser zu"
    assert read(old, new).title == "Pegel bei zwei Metern"  # of no known day: the first that finds


WRONG = [
    ('title = "h1["', "`overrides[0].title` has a bracket without its other half: 'h1['"),
    ('title = "h1 >> b"', "`overrides[0].title` is not a CSS selector: 'h1 >> b'; try it in"),
    ('titel = "h1"', "unknown key `overrides[0].titel`; did you mean `title`?"),
    ("valid_from = 2026-01-01", "`overrides[0]` has no selector; give one of title, authors"),
    ('title = "h1"\nvalid_from = "soon"', "`overrides[0].valid_from` must be a day such as"),
    (
        'title = "h1"\nvalid_from = 2026-03-02\nvalid_until = 2026-03-01',
        "`overrides[0].valid_until` lies before valid_from, 2026-03-02",
    ),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_override_is_told_when_the_source_is_loaded(
    text: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "courier.toml"
    path.write_text(f"[[overrides]]\n{text}\n", "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read_source(path)
    assert f"{path}: {message}" in str(raised.value)


def test_days_may_stand_in_quotes(tmp_path: Path) -> None:
    path = tmp_path / "courier.toml"
    path.write_text('[[overrides]]\ntitle = "h1"\nvalid_from = "2026-01-01"\n', "utf-8")
    assert read_source(path).overrides[0].valid_from == date(2026, 1, 1)


def test_overrides_are_numbered_as_they_change(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.sources.mkdir()
    toml = home.sources / "courier.toml"

    def version(text: str) -> str | None:
        toml.write_text(text, "utf-8")
        told = read_profile(home, "courier").version
        assert read_profile(home, "courier", number=True).version == told
        return told

    first, second = '[[overrides]]\ntitle = "h1"\n', '[[overrides]]\ntitle = "h2"\n'
    versions = [version(text) for text in ("", first, first, second, first, "")]
    assert versions == [None, "0+1", "0+1", "0+2", "0+3", "0+4"]


def test_a_source_is_found_by_the_name_in_its_file(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.sources.mkdir()
    path = home.sources / "file.toml"
    path.write_text('name = "courier"\n[[overrides]]\ntitle = "h2"\n', "utf-8")
    assert [o.title for o in read_profile(home, "courier").overrides] == ["h2"]
    assert read_profile(home, "nobody") == Profile()


def test_explain_reads_a_page_with_the_overrides_of_its_outlet(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.sources.mkdir()
    (home.sources / "courier.toml").write_text('[[overrides]]\ntitle = ".line"\n', "utf-8")
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    (article,) = explained(home, str(page), "courier")
    assert article.title == "Uferstraße nach Hochwasser zu"
    assert article.versions.boilerplate == "0+1"
    assert not home.learned.exists()
