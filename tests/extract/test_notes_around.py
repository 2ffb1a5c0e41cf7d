"""The readers of single lines: wire credits, datelines, notes, bylines, leftovers, date lines."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.byline import read_author_note, read_byline
from pipeline.extract.corrections import read_correction
from pipeline.extract.date_line import read_date_line
from pipeline.extract.dateline import split_dateline
from pipeline.extract.plain import read_pieces
from pipeline.extract.saved_page import leftover
from pipeline.extract.wire import read_wire, split_wire_ending

PROSE = "The council of Lorne will vote on the ferry next week."


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("With files from Reuters and the Associated Press", ["Reuters", "The Associated Press"]),
        ("With files from Ada Moen, Bloomberg and dpa", ["Bloomberg", "dpa"]),
        ("— with reports from The Canadian Press", ["The Canadian Press"]),
        ("AP writers Ada Moen in Lorne and Bo Wu contributed.", ["The Associated Press"]),
        ("AFP contributed to this story", ["AFP"]),
        ("(Reporting by Ada Moen in Lorne; Writing by Bo Wu; Editing by Ana Feliz)", [None]),
        ("Ada Moen contributed reporting from Lorne.", [None]),
        ("This report by AFP was first published March 3, 2026.", ["AFP"]),
        ("© 2026 AFP", ["AFP"]),
        ("Reuters", ["Reuters"]),
        ("(APA/dpa)", ["APA", "dpa"]),
        ("Quelle: dpa", ["dpa"]),
        ("Mit Material von dpa", ["dpa"]),
        ("avec l’AFP", ["AFP"]),
        ("Con información de EFE", ["EFE"]),
        ("Com informações da AFP", ["AFP"]),
        ("From wire reports", [None]),
        ("With files from two ministries still missing, the inquiry was adjourned.", []),
        ("The Canadian Press and Reuters had both asked the judge, she noted.", []),
        ("Reporting by the Courier showed that the mayor had lied.", []),
        ("From Lorne, the ferry goes to Ardo.", []),
        ("Getty Images", []),
    ],
)  # fmt: skip
def test_wire_credits(line: str, agencies: list[str | None]) -> None:
    assert [credit.agency for credit in read_wire(line) or ()] == agencies


@pytest.mark.parametrize(
    ("text", "rest", "agencies"),
    [
        ("It rained. (AP)", "It rained.", ["The Associated Press"]),
        ("Es regnete. (dpa/AFP)", "Es regnete.", ["dpa", "AFP"]),
        ("It rained. — Reuters", "It rained.", ["Reuters"]),
        ("It rained.—AFP", "It rained.", ["AFP"]),
        ("She told the Associated Press (AP).", "She told the Associated Press (AP).", []),
        ("It rained. (Photo)", "It rained. (Photo)", []),
    ],
)
def test_agencies_behind_the_last_sentence(text: str, rest: str, agencies: list[str]) -> None:
    found, credits = split_wire_ending(text)
    assert (found, [credit.agency for credit in credits]) == (rest, agencies)


@pytest.mark.parametrize(
    ("written", "place", "agency", "date"),
    [
        ("OTTAWA —", "Ottawa", None, None),
        ("PARIS, March 3 (AP) —", "Paris", "The Associated Press", "March 3"),
        ("BERLIN (dpa) -", "Berlin", "dpa", None),
        ("Berlin (dpa/bb) –", "Berlin", "dpa", None),
        ("Moscou, le 3 mars (AFP) -", "Moscou", "AFP", "le 3 mars"),
        ("MADRID, 3 mar. (EFE).-", "Madrid", "EFE", "3 mar."),
        ("(ANSA) - ROMA, 3 MAR -", "Roma", "ANSA", "3 MAR"),
        ("МОСКВА, 3 марта. /ТАСС/.", "Москва", "TASS", "3 марта."),
        ("RIO DE JANEIRO —", "Rio de Janeiro", None, None),
        ("ST. JOHN'S, N.L. —", "St. John's, N.L.", None, None),
        ("KYIV, Ukraine (AP) —", "Kyiv, Ukraine", "The Associated Press", None),
        ("GENEVA/VIENNA, Sept 9 (Reuters) -", "Geneva/Vienna", "Reuters", "Sept 9"),
        ("(Reuters) -", None, "Reuters", None),
        ("March 3 (Reuters) -", None, "Reuters", "March 3"),
        ("LORNE (TNX) —", "Lorne", "TNX", None),
        ("LORNE:", "Lorne", None, None),
    ],
)
def test_datelines(written: str, place: str | None, agency: str | None, date: str | None) -> None:
    dateline, rest = split_dateline(f"{written} {PROSE}")
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.date) == (place, agency, date)
    assert (dateline.text, rest) == (written, PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "UNESCO — which listed the town in 1998 — has said no to it.",
        "NATO — The alliance will meet in Lorne next week.",
        "UPDATE — The alliance will meet in Lorne next week.",
        "The verdict — guilty on two counts — was read out in a minute.",
        "Ada Moen (AP) was there when the ferry ran aground.",
        "COVID-19 — The council of Lorne will vote next week.",
        PROSE,
    ],
)
def test_no_datelines(text: str) -> None:
    assert split_dateline(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: The mill opened in 1911.", "correction"),
        ("An earlier version of this article misspelled a name.", "correction"),
        ("This version corrects paragraph 3.", "correction"),
        ("Editor’s note: An earlier version of this story gave a wrong date.", "correction"),
        ("Editor's Note: This interview was held in May.", "editor's note"),
        ("Disclosure: The author owns shares in the yard.", "disclosure"),
        ("Transparenzhinweis: Der Autor ist Mitglied des Vereins.", "disclosure"),
        ("Clarification (March 3): The survey was small.", "clarification"),
        ("This story has been updated with a comment.", "update"),
        ("UPDATE, 3 March 2026: The ferry is afloat.", "update"),
        ("Korrektur: Die Mühle wurde 1911 eröffnet.", "correction"),
        ("In einer früheren Version dieses Artikels stand ein falscher Name.", "correction"),
        ("Anm. d. Red.: Der Text erschien zuerst im Mai.", "editor's note"),
        ("Dieser Artikel wurde aktualisiert.", "update"),
        ("Rectificatif : le moulin a ouvert en 1911.", "correction"),
        ("Cet article a été mis à jour.", "update"),
        ("Una versión anterior de este artículo daba otra fecha.", "correction"),
        ("Nota de la redacción: el texto es de mayo.", "editor's note"),
        ("The correction came a day after the ministry had published the figures.", None),
        ("An earlier version of the bill, the minister said, was drawn up in haste.", None),
        ("The report has been updated twice by the ministry.", None),
        ("Update on the ferry: it is afloat", None),
    ],
)
def test_notes(text: str, kind: str | None) -> None:
    note = read_correction(text)
    assert (note.kind if note else None) == kind
    assert note is None or note.text == text


@pytest.mark.parametrize(
    ("line", "language", "authors"),
    [
        ("By Ada Moen and Bo Wu", "en", ("Ada Moen", "Bo Wu")),
        ("By ADA MOEN, Staff Writer", "en", ("Ada Moen",)),
        ("By ADA MOEN Associated Press", "en", ("Ada Moen",)),
        ("By Ada Moen | March 3, 2026", "en", ("Ada Moen",)),
        ("By Ada Moen in Lorne", "en", ("Ada Moen",)),
        ("Ada Moen, The Canadian Press", "en", ("Ada Moen",)),
        ("Ada Moen, Staff Reporter", None, ("Ada Moen",)),
        ("By Dr. Ada Moen, Special to The Courier", "en", ("Ada Moen",)),
        ("Von Ada Moen", "de", ("Ada Moen",)),
        ("Von Miller", "en", None),
        ("Par Zoé Mérieux et Jean Petit", "fr", ("Zoé Mérieux", "Jean Petit")),
        ("By Tuesday the river at Lorne had dropped by two metres.", "en", None),
        ("By Moen's count, forty houses had been under water.", "en", None),
        ("Ada Moen, Lorne", "en", None),
        ("The Courier, The Canadian Press", "en", None),
    ],
)
def test_bylines(line: str, language: str | None, authors: tuple[str, ...] | None) -> None:
    byline = read_byline(line, language=language)
    assert (byline.people if byline else None) == authors


def test_author_notes() -> None:
    for line in (
        "Ada Moen is a columnist with the Harrow Courier.",
        "Ada Moen is a Lorne-based freelance journalist. Follow her work.",
        "Ada Moen ist Redakteurin im Ressort Politik.",
        "Ada Moen is a reporter covering the harbour.",
    ):
        note = read_author_note(line)
        assert note is not None, line
        assert note.people == ("Ada Moen",)
    assert read_author_note("Ada Moen is the mayor of Lorne.") is None
    assert read_author_note(PROSE) is None


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share this article",
        "12 comments",
        "Read more: Why the ferry ran aground",
        "Sign up for our morning newsletter",
        "Follow us on Twitter and Facebook",
        "© 2026 Harrow Courier. All rights reserved.",
        "3 min read",
        "Anzeige",
        "Lesen Sie auch: Warum die Fähre auflief",
        "Publicité",
        "À lire aussi : Pourquoi le bac s’est échoué",
        "Lee también: Por qué encalló el barco",
        "Advertentie",
        "Реклама",
        "* * *",
    ],
)
def test_leftovers(line: str) -> None:
    assert leftover(line)


@pytest.mark.parametrize(
    "prose",
    [
        "“Read more than one page a day,” the teacher told her class.",
        "Sign up or stay home, the coach said, and twelve players signed up.",
        "The advertisement that started the quarrel hung in a window.",
        "Share prices fell by a tenth in Lorne.",
        "Follow the river north and you reach Ardo.",
        "Click by click, the lock gave way.",
        PROSE,
    ],
)
def test_prose_is_no_leftover(prose: str) -> None:
    assert not leftover(prose)


def test_date_lines() -> None:
    line = read_date_line("Published Tue 3 Mar 2026 10:15 GMT, updated 4 March 2026")
    assert line is not None
    assert (line.published, line.modified) == ("2026-03-03T10:15+00:00", "2026-03-04")
    german = read_date_line("Veröffentlicht am 3. März 2026 um 10:15 Uhr")
    assert german is not None
    assert german.published == "2026-03-03T10:15"
    assert read_date_line("The bridge opened on 3 March 2026.") is None
    assert read_date_line("March 2026") is None


def test_wrapped_lines_are_joined_and_single_lines_are_not() -> None:
    wrapped = (
        "The ferry that ran aground off Cape Lorne on Sunday is afloat again after\n"
        "two tugs pulled it from the rocks at high tide, the coast guard said, and\n"
        "nobody was hurt.\n\n"
        "Engineers will look at the hull in the harbour of Ardo before the ferry is\n"
        "allowed to sail again with passengers, and the owner said that would take\n"
        "a week.\n"
    )
    assert [text[:10] for _, text in read_pieces(wrapped)] == ["The ferry ", "Engineers "]
    assert len(read_pieces("One line.\nAnother line.\r\nA third.")) == 3


READERS: list[Callable[[str], object]] = [
    read_wire,
    split_wire_ending,
    split_dateline,
    read_correction,
    read_byline,
    read_author_note,
    leftover,
    read_date_line,
    read_pieces,
]


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(max_size=200))
def test_no_text_makes_a_reader_fail(reader: Callable[[str], object], text: str) -> None:
    reader(text)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "piece", ["A ", "AB, ", "A/", "(AP", "By A", "with ", "a and ", "1 ", "' ", ". "]
)
def test_hostile_text_takes_no_time(reader: Callable[[str], object], piece: str) -> None:
    started = time.process_time()
    for size in (100, 290, 20_000):
        reader(piece * (size // len(piece)))
    assert time.process_time() - started < 1
