"""Quotations, speakers, citations and mentions of invented articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.annotate import NOTHING, Annotations, Around, annotate
from pipeline.record import join_blocks

ARTICLE = (
    "“The dam is sound,” said Ada Quill, a spokeswoman for the Harrow Water Authority.",
    "Mayor Tom Brandt said the town would “wait for proof.” He did not confirm any plans.",
    "“We have waited long enough,” he added.",
    "The valley will be flooded by May, according to the Wall Street Journal.",
)


def _read(
    *paragraphs: str, language: str | None = "en", around: Around = NOTHING
) -> tuple[str, Annotations]:
    text, blocks = join_blocks([("paragraph", p) for p in paragraphs])
    return text, annotate(text, blocks, language=language, anchor=None, around=around)


def test_speakers_and_roles() -> None:
    _, notes = _read(*ARTICLE)
    first, second, third, _ = notes.quotes
    assert (first.quote, first.kind) == ("The dam is sound,", "direct")
    assert (first.speaker, first.verb) == ("Ada Quill", "said")
    assert first.speaker_role == "spokeswoman for the Harrow Water Authority"
    assert first.speaker_affiliation == "Harrow Water Authority"
    assert (second.kind, second.speaker) == ("partial", "Tom Brandt")
    assert (third.speaker, third.speaker_mention) == ("Tom Brandt", "he")


def test_citation_of_a_paper() -> None:
    _, notes = _read(*ARTICLE)
    assert [(c.source, c.kind) for c in notes.citations] == [("Wall Street Journal", "media")]


def test_an_office_speaks_for_its_head() -> None:
    _, notes = _read(
        "Ada Quill said it was late.", "In a statement, her office said it would wait."
    )
    assert [q.speaker for q in notes.quotes] == ["Ada Quill", "Ada Quill's office"]


@pytest.mark.parametrize(
    "title", ["Quill keeps Harrow waiting for water", "Quill Keeps Harrow Waiting For Water"]
)
def test_names_of_the_headline_are_a_part_of_their_own(title: str) -> None:
    _, notes = _read(
        "Ada Quill said the town of Harrow, England, must wait.", around=Around(title=title)
    )
    found = [m for m in notes.mentions if m.part == "title"]
    assert next((m.mention, m.name, m.kind) for m in found) == ("Quill", "Ada Quill", "person")
    assert all(m.mention in title and m.start is None for m in found)  # offsets are of the text


def test_a_headline_in_capitals_names_what_the_text_names() -> None:
    title = "Council Votes To Drain Old Dam After Reuters Report"
    _, notes = _read("Nobody was told.", around=Around(title=title))
    assert [m.mention for m in notes.mentions] == ["Reuters"]


def test_a_subhead_in_capitals_names_what_the_text_names() -> None:
    text, blocks = join_blocks(
        [
            ("subhead", "Choosing the Right Moving Company"),
            ("paragraph", "Tom Brandt moved to Harrow."),
            ("subhead", "Why Brandt Chose France"),
            ("subhead", "What the Water Authority says"),
        ]
    )
    notes = annotate(text, blocks, language="en", anchor=None)
    found = [(m.name, m.kind, m.mention, text[m.start : m.end]) for m in notes.mentions]
    assert found == [
        ("Tom Brandt", "person", "Tom Brandt", "Tom Brandt"),
        ("Harrow", "place", "Harrow", "Harrow"),
        ("Tom Brandt", "person", "Brandt", "Brandt"),
        ("France", "place", "France", "France"),
        ("Water Authority", "organisation", "Water Authority", "Water Authority"),
    ]


def test_sums_serials_letters_and_contractions_are_no_names() -> None:
    _, notes = _read(
        "In the vault, I’d counted R4bn and €20bn for Harrow Bank. The council got R50bn.",
        "Notes B00000001 to B00250000 lay under a B there, and then We’ll see, said Ada Quill.",
        "The A380 of Harrow Bank landed near the G20 summit.",
    )
    names = {m.name for m in notes.mentions}
    assert names - {"A380"} == {"Harrow Bank", "Ada Quill", "Group of Twenty"}


def test_ranks_degrees_and_letters_of_an_interview_are_no_names() -> None:
    _, notes = _read(
        "Q. Who flew it?",
        "A. Pilots did. “We are ready,” Wing Commander Uma Reed said.",
        "Ada Quill, M.D., said so. Maj-Gen Tom Brandt, head of the base told us, agreed.",
    )
    assert [m.name for m in notes.mentions] == ["Uma Reed", "Ada Quill", "Tom Brandt"]
    assert [(q.speaker, q.speaker_role) for q in notes.quotes[:1]] == [
        ("Uma Reed", "Wing Commander")
    ]


def test_strewn_remarks_are_no_conversation() -> None:
    remarks = ["FYI: The shop is open.", "TIP: Come early.", "TIP: Bring a bag."]
    prose = ["The market is held on the quay.", "It has sold fish for years.", "Eels are dear."]
    _, notes = _read(*(p for remark in remarks for p in (remark, *prose, "Prices rise.")))
    assert notes.quotes == ()


def test_a_negated_verb_reports_nothing() -> None:
    _, notes = _read("Ada Quill did not say that the dam would hold.")
    assert notes.quotes == ()


def test_scare_quotes_and_titles_are_no_quotes() -> None:
    _, notes = _read("The so-called “Iron Dam” stars in “The Long Wet Winter” at the cinema.")
    assert notes.quotes == ()


def test_other_languages_get_marks_only() -> None:
    _, notes = _read("„Der Damm hält auch im Winter“, sagte Ada Quill.", language="de")
    assert [(q.quote, q.speaker) for q in notes.quotes] == [("Der Damm hält auch im Winter", None)]
    assert notes.mentions == ()


def test_a_paragraph_may_break_off_before_its_source() -> None:
    _, notes = _read("The port will open late, according to", "The plan, it said, according to .")
    assert notes.citations == ()


MARKS = ("“", "”", '"', "'", "’", ", ", ". ", "—", "(", ")", "\u2028", "\x00", "İ", "🗞")
WORDS = (
    " he ",
    " said ",
    " told ",
    " not ",
    "that ",
    "according to ",
    "Mr. ",
    "Ada Quill",
    "Reuters",
)
PIECES = st.sampled_from(MARKS + WORDS)


@given(
    st.lists(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join), max_size=4),
    st.sampled_from(["en", "de", None]),
)
def test_no_text_breaks_the_reader(paragraphs: list[str], language: str | None) -> None:
    text, notes = _read(*paragraphs, language=language)
    assert all(text[q.start : q.end] == q.quote for q in notes.quotes)
    assert all(text[m.start : m.end] == m.mention for m in notes.mentions)


@given(st.lists(st.text(alphabet='Ab “”"‘’«».,said he that', min_size=1), max_size=5))
def test_offsets_are_exact(paragraphs: list[str]) -> None:
    text, notes = _read(*paragraphs)
    assert all(text[q.start : q.end] == q.quote for q in notes.quotes)
    assert all(text[m.start : m.end] == m.mention for m in notes.mentions)
