"""What the record tells of how it was made: the charset, and where cuts were made."""

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Article

LINE = "Über die Größe der Fähre stritt der Rat von Nordby am Montag mehr als drei Stunden lang."


def extract(html: str, charset: str, content_type: str | None = None) -> Article:
    document = Document(id="a", payload=html.encode(charset), content_type=content_type)
    return extract_article(document, inside=False)


def charsets(article: Article) -> list[tuple[str, str, bool]]:
    return [(e.value, e.rule, e.chosen) for e in article.evidence if e.field == "encoding"]


def test_evidence_tells_which_charset_was_chosen_and_which_lost() -> None:
    html = f"<meta charset=iso-8859-1><p>{LINE}</p>"
    article = extract(html, "utf-8", "text/html; charset=windows-1252")
    assert charsets(article) == [
        ("utf-8", "utf-8", True),
        ("cp1252", "header", False),
        ("cp1252", "meta", False),
    ]
    assert article.encoding == "utf-8"


def test_evidence_of_a_claim_that_was_believed() -> None:
    assert charsets(extract(f"<meta charset=latin1><p>{LINE}</p>", "cp1252")) == [
        ("cp1252", "meta", True)
    ]


def test_cuts_count_the_blocks_of_the_record() -> None:
    article = extract(
        f"<body><div><p>By Ida Holm</p><p>{LINE}</p><figure><img src=a.jpg>"
        f"<figcaption>Die alte Fähre</figcaption></figure><p>{LINE.replace('Montag', 'Freitag')}"
        "</p><p>Teilen</p></div>",
        "utf-8",
    )
    assert len(article.blocks) == 2
    assert [(cut.text, cut.position) for cut in article.cuts] == [
        ("By Ida Holm", 0),
        ("Die alte Fähre", 1),
        ("Teilen", 2),
    ]
