"""Rules by place: teaser cards, and what follows the article in elements unlike its own."""

from pipeline.clean.page import Page
from pipeline.extract.body import Body, extract_body

LINES = [
    "Der Rat der Stadt Nordby hat am Dienstag beschlossen, den alten Anleger neu zu bauen.",
    "Die Pfähle seien schneller gefault als erwartet, sagten die Ingenieure der Werft dazu.",
    "Bis die Arbeiten enden, landen die Kutter ihren Fang am südlichen Kai der Stadt an.",
    "Die Kosten schätzt die Verwaltung auf neun Millionen, von denen das Land die Hälfte trägt.",
]
LONG = [f"{line[:-1]}, so der Bericht Nummer {n}." for n in range(4) for line in LINES]
NOTICE = (
    "Sie lesen dieses Blatt gerade auf einem anderen Gerät, bitte schließen Sie es dort zuerst."
)
OTHER = (
    "Was wir drucken, prüfen wir zweimal; wer einen Fehler findet, schreibe der Redaktion davon."
)


def read(inner: str) -> Body:
    return extract_body(Page(f"<html><body><main>{inner}</main></body></html>"))


def rules(body: Body) -> dict[str, str]:
    return {cut.text: cut.rule for cut in body.cuts}


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_what_follows_in_a_foreign_element_is_below() -> None:
    body = read(
        f"<div class=a>{paragraphs(*LONG)}</div>"
        f"<section class=b><p>{NOTICE}</p><p>Weiter.</p></section>"
        f"<section class=c>{OTHER}</section>"
    )
    assert [text for _, text in body.pieces] == LONG
    assert rules(body) == {NOTICE: "below", "Weiter.": "below", OTHER: "below"}


def test_an_article_in_a_row_of_like_elements_is_kept_whole() -> None:
    body = read("".join(f"<div class=a><p>{line}</p></div>" for line in LINES))
    assert [text for _, text in body.pieces] == LINES


def test_a_table_below_the_prose_is_kept() -> None:
    table = "<table><tr><th>Kai<th>Kutter<tr><td>Süd<td>14</table>"
    body = read(
        f"<div class=a>{paragraphs(*LONG)}</div><div class=b>{table}<p>{NOTICE}</p></div>"
        f"<div class=c>{OTHER}</div>"
    )
    assert body.pieces[-1] == ("table", "Kai | Kutter\nSüd | 14")
    assert rules(body) == {NOTICE: "below", OTHER: "below"}


def test_cards_go_with_all_their_lines() -> None:
    card = "<a href=/s><span>Hafen</span><h3>Fähren werden im Sommer teurer</h3></a>"
    item = "<li><p><a href=/t>Wieder Robben vor der Insel</a></p><p>3. März</p></li>"
    body = read(
        f"<div class=a>{paragraphs(*LINES[:2])}{card}{paragraphs(*LINES[2:])}"
        f"<ul>{item}{item}</ul></div>"
    )
    assert [text for _, text in body.pieces] == LINES
    assert set(rules(body)) == {
        "Hafen",
        "Fähren werden im Sommer teurer",
        "Wieder Robben vor der Insel",
        "3. März",
    }
    assert body.cuts[0].position == 2


def test_short_bold_paragraphs_above_prose_are_headings() -> None:
    body = read(
        f"<h3>{LINES[0][:-1]}</h3>{paragraphs(LINES[1])}<p><b>Was der Anleger kostet</b></p>"
        f"{paragraphs(LINES[2])}<p><b>„Wir warten.“</b></p>{paragraphs(LINES[3])}"
    )
    assert [kind for kind, _ in body.pieces] == [
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_the_article_once_more_to_be_read_aloud_is_repeated() -> None:
    body = read(f"<div>{paragraphs(*LONG)}</div><div>{' '.join(LONG)}</div>")
    assert [text for _, text in body.pieces] == LONG
    assert [cut.rule for cut in body.cuts] == ["repeated"]


def test_an_element_that_says_it_is_the_article_needs_less_of_the_text() -> None:
    notice = f"<section class=b><h3>Konto</h3>{paragraphs(NOTICE, OTHER)}</section>"
    body = read(f"<article>{paragraphs(*LONG[:6])}</article>{notice}")
    assert [text for _, text in body.pieces] == LONG[:6]
    assert body.subtree is not None
    assert body.subtree.tag == "article"
