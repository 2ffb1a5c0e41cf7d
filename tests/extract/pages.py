"""Small pages for tests of fields: a head, what stands around a headline, a body."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Article, Hints

BODY = "".join(
    f"<p>The river rose by {n} centimetres in the night, and the road along it was closed to cars "
    f"until the morning, when crews from the town came with pumps and sand.</p>"
    for n in (12, 30, 47, 61)
)


@cache
def read(
    around: str = "",
    *,
    title: str = "Flood closes the river road",
    head: str = "",
    headline: str = "<h1>Flood closes the river road</h1>",
    body: str = BODY,
    lang: str = "en",
    url: str | None = "https://courier.example/local/flood-closes-the-river-road",
    crawled: str | None = None,
    above: str = "",
) -> Article:
    """The article of such a page; ``around`` stands between headline and body."""
    html = (
        f'<html lang="{lang}"><head><title>{title}</title>{head}</head><body>'
        f"<header><a href='/'>The Courier</a></header><main><article>{above}{headline}{around}"
        f"{body}</article></main></body></html>"
    )
    document = Document(
        id="page", payload=html.encode(), url=url, hints=Hints(crawl_date=crawled, vouched=True)
    )
    return extract_article(document, inside=False)


def ld(text: str) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


def evidence(article: Article, field: str) -> list[tuple[str, str, bool]]:
    """Value, rule and whether it was taken, of a field's candidates."""
    return [(e.value, e.rule, e.chosen) for e in article.evidence if e.field == field]


def rule_of(article: Article, field: str) -> Any:
    """The rule of the value that was taken."""
    return next((e.rule for e in article.evidence if e.field == field and e.chosen), None)
