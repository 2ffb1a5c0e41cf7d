"""Plain text as a copy of a page leaves it: the article is told from what stands around it."""

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document

PROSE = [
    "Der Rat der Stadt Nordby hat am Dienstag beschlossen, den alten Anleger neu zu bauen.",
    "Die Pfähle seien schneller gefault als erwartet, sagten die Ingenieure der Werft dazu.",
    "Bis die Arbeiten enden, landen die Kutter ihren Fang am südlichen Kai der Stadt an.",
    "Die Kosten schätzt die Verwaltung auf neun Millionen, von denen das Land die Hälfte trägt.",
]
PROSE = [f"{line} Das Blatt berichtete darüber schon im Winter ausführlich." for line in PROSE]
TEXT = "\n\n".join(
    [
        "Startseite\nPolitik\nWetter",
        "Sturm zieht ab, die Lage an der Küste entspannt sich wieder.",
        "Abo\nAnmelden\nSuche\nMerkliste",
        "Nordby baut seinen Anleger neu",
        "Ida Holm",
        "3. März 2026, 18:20 Uhr",
        "Teilen",
        "Der Anleger im Herbst EFE/ Jon Aske",
        PROSE[0],
        PROSE[1],
        "0:00 / 1:20",
        "Mehr dazu",
        "Fähren",
        PROSE[2],
        "Was es kostet",
        PROSE[3],
        "Empfehlungen",
        "Fähren werden teurer",
        "Robben vor der Insel",
        "Impressum",
        "Diese Seite nutzt Cookies.",
    ]
)


def test_a_copied_page() -> None:
    document = Document(id="a", payload=TEXT.encode(), content_type="text/plain")
    article = extract_article(document, inside=False)
    assert article.title == "Nordby baut seinen Anleger neu"
    assert article.authors == ("Ida Holm",)
    assert article.paragraphs == [*PROSE[:3], "Was es kostet", PROSE[3]]
    assert article.subheads == ["Was es kostet"]
    assert [(i.caption, i.credit) for i in article.images] == [
        ("Der Anleger im Herbst", "EFE/ Jon Aske")
    ]
    assert {cut.rule for cut in article.cuts} >= {"title", "name above", "below the prose"}
