"""The fields inside the text, added to an article: quotes, citations, names and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.annotate.annotate import Around, annotate
from pipeline.annotate.pictures import Scene
from pipeline.extract.anchor import anchor_of
from pipeline.extract.document import Document
from pipeline.record import Article, Image


def with_inside(article: Article, document: Document) -> Article:
    """The article with what stands in its text, headline and captions."""
    images = article.images
    around = Around(  # what else names people of the article
        title=article.title,
        captions=tuple(image.caption for image in images if image.caption),
        people=(*article.authors, *(i.photographer for i in images if i.photographer)),
    )
    notes = annotate(
        article.text,
        article.blocks,
        language=article.language,
        anchor=anchor_of(document, article.published, article.evidence),
        around=around,
    )
    return replace(
        article,
        images=tuple(_with_scenes(images, notes.scenes)),
        quotes=notes.quotes,
        citations=notes.citations,
        mentions=notes.mentions,
        dates=notes.dates,
    )


def _with_scenes(images: Iterable[Image], scenes: Iterable[Scene]) -> Iterator[Image]:
    """The pictures with place and day of the scene; there is one a caption, or none at all."""
    left = iter(scenes)
    for image in images:
        scene = next(left, None) if image.caption else None
        yield replace(image, place=scene.place, taken=scene.day) if scene else image
