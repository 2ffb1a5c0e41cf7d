"""Article or not: what kind of page this is, from its structure and its own claims."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.clean.jsonld import types
from pipeline.clean.page import Page
from pipeline.extract.body import Body
from pipeline.extract.metadata import Metadata
from pipeline.lexicon.load import toml

_TOO_SHORT = 50  # characters
_LONG = 80  # characters of a paragraph that tells
_SHORT = 40  # and of a line that is a label
_POSTS = '[class*="post-body"], [class*="message"], [class*="reply"], [itemprop="comment"]'
_CART = '[class*="add-to-cart" i], [class*="addtocart" i], [name="add"]'


@dataclass(frozen=True, slots=True)
class Kind:
    """``page_type`` is article, forum, product, listing, documentation, service or collection.

    ``reject_reason`` is None for an article.
    """

    page_type: str
    reject_reason: str | None


def classify(page: Page, body: Body, meta: Metadata) -> Kind:
    """The kind of ``page``: a weighted sum of signals decides."""
    found = signals(page, body, meta)
    weights = toml("kind")["weights"]
    if weights["base"] + sum(weights.get(k, 0.0) * v for k, v in found.items()) < 0:
        return Kind(_other_type(found), "not_article")
    if sum(len(text) for _, text in body.pieces) < _TOO_SHORT:
        return Kind("article", "too_short")
    return Kind("article", None)


def signals(page: Page, body: Body, meta: Metadata) -> dict[str, float]:
    """What speaks for or against an article, each about 0 to 1 (logarithms up to 10)."""
    pieces = body.pieces
    names = {name for item in page.json_ld for name in types(item)}
    address = urlsplit(page.url or "")
    path = address.path.rstrip("/").lower()
    slug = path.rsplit("/", 1)[-1]
    words = set(re.split(r"[^a-z]+", f"{address.hostname or ''} {path}".lower()))
    kind = (page.meta("og:type") or "").lower()
    long = [text for name, text in pieces if name != "subhead" and len(text) >= _LONG]
    total = sum(len(text) for _, text in pieces) or 1
    elements = page.elements
    found = {
        "ld_article": bool(page.stories),
        "og_article": "article" in kind,
        "og_product": "product" in kind,
        "og_website": kind in ("website", "site"),
        "published": page.meta("article:published_time", "datepublished", "date") is not None,
        "author": page.meta("author", "article:author") is not None,
        "root": bool(page.url) and not path,
        "no_address": not page.url,
        "depth": min(path.count("/"), 6) / 6,
        "slug": min(slug.count("-") + slug.count("_"), 8) / 8,
        "url_date": re.search(r"/(?:19|20)\d\d[/-]\d", path) is not None,
        "prose": math.log1p(sum(map(len, long))),
        "paragraphs": math.log1p(len(long)),
        "prose_share": sum(map(len, long)) / total,
        "lists": sum(len(text) for name, text in pieces if name == "list_item") / total,
        "articles": math.log1p(len(elements.places("article"))),
        "times": math.log1p(len(elements.places("time"))),
        "links": math.log1p(len(elements.places("a[href]"))),
        "prices": bool(elements.places('[itemprop="price"], [class*="price" i]')),
        "cart": bool(elements.places(_CART)),
        "code": math.log1p(len(elements.places("pre"))),
        "questions": sum(text.endswith("?") for _, text in pieces) / (len(pieces) or 1),
    }
    marks = toml("kind")["types"]
    for name, entry in marks.items():
        found[f"ld_{name}"] = bool(names & set(entry["json_ld"]))
        found[f"url_{name}"] = bool(words & set(entry["url"]))
    found["breadcrumb"] = "BreadcrumbList" in names
    found["query"] = bool(address.query)
    found["number"] = re.search(r"\d{5}", page.url or "") is not None
    found |= _of_body(body) | _of_markup(page)
    found["authors"] = bool(meta.authors)
    found["title_long"] = min(len((meta.title or "").split()), 15) / 15
    found["title_asks"] = (meta.title or "").endswith("?")
    return {name: float(value) for name, value in found.items()}


def _of_body(body: Body) -> dict[str, float]:
    """How the text stands, and what was cut from around it."""
    texts = [text for _, text in body.pieces]
    total = sum(map(len, texts)) or 1
    paragraphs = [len(text) for kind, text in body.pieces if kind == "paragraph"]
    heads = sum(kind == "subhead" for kind, _ in body.pieces)
    cut: Counter[str] = Counter()
    for one in body.cuts:
        cut[one.rule] += len(one.text)
    teasers = cut["card"] + cut["links"] + cut["related"]
    return {
        "average": min(sum(paragraphs) / (len(paragraphs) or 1), 400) / 400,
        "short": sum(len(text) < _SHORT for text in texts) / (len(texts) or 1),
        "subheads": math.log1p(heads),
        "subhead_share": heads / (len(texts) or 1),
        "kept": total / (total + cut.total()),
        "teasers": teasers / (total + teasers),
        **{name: math.log1p(cut[name]) / 10 for name in ("comments", "control", "below")},
    }


def _of_markup(page: Page) -> dict[str, float]:
    body = page.tree.body
    names = (body.attributes.get("class") or "").lower() if body is not None else ""
    return {
        "single": any(word in names for word in ("single", "article", "story", "post-template")),
        "inputs": math.log1p(len(page.elements.places("input"))),
        "posts": math.log1p(len(page.elements.places(_POSTS))),
    }


def _other_type(found: dict[str, float]) -> str:
    """The likeliest type of a page that is no article."""
    for name in toml("kind")["types"]:
        if name != "article" and (found[f"ld_{name}"] or found[f"url_{name}"]):
            return str(name)
    if found["og_product"] or found["cart"]:
        return "product"
    return "listing" if found["prose_share"] < 0.3 else "service"
