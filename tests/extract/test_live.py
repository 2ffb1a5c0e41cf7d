"""Live blogs as entries, embedded posts kept apart from the text."""

import json

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Article

TEXTS = [
    "Le conseil municipal a voté à l'aube la construction du nouveau quai, après douze heures.",
    "La circulation des bacs reste suspendue jusqu'à midi au moins, a annoncé la capitainerie.",
    "Les pêcheurs débarqueront leur prise au quai sud tant que dureront les travaux du port.",
    "Le maire a promis que le chantier serait achevé avant les grandes marées de l'hiver.",
]
TIMES = [f"2026-03-03T{hour:02}:15:00+01:00" for hour in (18, 16, 12, 9)]
HEADINGS = ["Le vote", "Les bacs", "La pêche", "La promesse"]


def extract(html: str) -> Article:
    document = Document(id="a", payload=html.encode(), url="https://courrier.example/live/quai")
    return extract_article(document, inside=False)


def entries(article: Article) -> list[tuple[str, str, str]]:
    return [(e.value, e.raw, e.rule) for e in article.evidence if e.field == "live_entry"]


def test_dated_elements_part_a_live_blog() -> None:
    body = "".join(
        f'<article><time datetime="{time}">3 mars</time><h3>{heading}</h3><p>{text}</p></article>'
        for time, heading, text in zip(TIMES, HEADINGS, TEXTS, strict=True)
    )
    article = extract(f"<body><main><h1>Le quai en direct</h1>{body}</main></body>")
    assert entries(article) == [
        (time, heading, "time elements") for time, heading in zip(TIMES, HEADINGS, strict=True)
    ]
    assert article.subheads == HEADINGS
    assert article.paragraphs[1::2] == TEXTS


def test_json_ld_gives_the_entries_and_the_text_that_a_script_would_load() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": h, "datePublished": t, "articleBody": f"<p>{x}</p>"}
        for h, t, x in zip(HEADINGS, TIMES, TEXTS, strict=True)
    ]
    stated = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    article = extract(
        f"<script type=application/ld+json>{stated}</script><body><p>Chargement…</p></body>"
    )
    assert [value for value, _, _ in entries(article)] == TIMES
    assert article.subheads == HEADINGS
    assert article.paragraphs[1::2] == TEXTS


def test_two_dates_make_no_live_blog() -> None:
    dates = "".join(
        f'<p>{t}</p><time datetime="{time}">h</time>'
        for t, time in zip(TEXTS[:2], TIMES[:2], strict=True)
    )
    assert entries(extract(f"<body><main>{dates}</main></body>")) == []


def test_embedded_posts_and_videos_are_no_text() -> None:
    post = (
        "<blockquote><p>Le quai sera magnifique !</p>— Ana (@ana) "
        '<a href="https://x.com/ana/status/123?s=20">3 mars</a></blockquote>'
    )
    video = '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
    quote = f"<blockquote><p>{TEXTS[3]}</p></blockquote>"
    article = extract(
        f"<body><main><p>{TEXTS[0]}</p>{post}<p>{TEXTS[1]}</p>{video}{quote}</main></body>"
    )
    assert article.paragraphs == [TEXTS[0], TEXTS[1], TEXTS[3]]
    assert [e.value for e in article.evidence if e.field == "embed"] == [
        "https://x.com/ana/status/123",
        "https://www.youtube.com/embed/abc",
    ]
    assert [(cut.rule, cut.position) for cut in article.cuts] == [("embed", 1)]
