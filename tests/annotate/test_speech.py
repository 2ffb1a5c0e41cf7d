"""Speech over paragraphs and articles: who goes on, who signs, who is meant by a role."""

from __future__ import annotations

import pytest

from pipeline.annotate.annotate import NOTHING, Annotations, Around, annotate
from pipeline.record import join_blocks


def read(*paragraphs: str | tuple[str, str], around: Around = NOTHING) -> Annotations:
    pieces = [p if isinstance(p, tuple) else ("paragraph", p) for p in paragraphs]
    text, blocks = join_blocks(pieces)
    return annotate(text, blocks, language="en", anchor=None, around=around)


def said(notes: Annotations) -> list[tuple[int, str | None, str]]:
    return [(q.quote_group, q.speaker, q.quote) for q in notes.quotes]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    notes = read(
        "“We asked for rails,” Eva Rask said.",
        "“We got a promise and a biscuit.",
        "“And that was all.”",
    )
    assert said(notes) == [
        (0, "Eva Rask", "We asked for rails,"),
        (0, "Eva Rask", "We got a promise and a biscuit."),
        (0, "Eva Rask", "And that was all."),
    ]


def test_a_colon_hands_on_to_the_next_paragraph() -> None:
    notes = read("Eva Rask said on Monday:", "“We asked for rails. We got a biscuit.”")
    assert said(notes) == [(0, "Eva Rask", "We asked for rails. We got a biscuit.")]
    quoted = ("blockquote", "The rails are older than the town itself.")
    assert said(read("The Harrow Gazette reported:", quoted)) == [
        (0, "Harrow Gazette", "The rails are older than the town itself.")
    ]


@pytest.mark.parametrize("dash", ["—", "–", "―"])
def test_a_name_behind_a_dash_signs(dash: str) -> None:
    notes = read(f"“The valley will never be the same again.” {dash} Ada Quill, Harrow")
    assert said(notes) == [(0, "Ada Quill", "The valley will never be the same again.")]
    notes = read("“The valley will never be the same again.”", f"{dash} Ada Quill")
    assert said(notes) == [(0, "Ada Quill", "The valley will never be the same again.")]


def test_a_transcript_is_read_by_its_labels() -> None:
    notes = read(
        "Ada Quill spoke to Tom Brandt about the dam.",
        "BRANDT: When did you see the crack?",
        "QUILL: On the Tuesday, and nobody listened.",
        "BRANDT: Nobody?",
        "QUILL: Nobody at all.",
    )
    assert [speaker for _, speaker, _ in said(notes)] == ["Tom Brandt", "Ada Quill"] * 2
    assert notes.quotes[1].quote == "On the Tuesday, and nobody listened."


def test_a_list_of_features_is_no_transcript() -> None:
    features = ("Storage: 1TB SSD", "Memory: 8GB DDR4", "Storage: 2TB SSD", "Memory: 16GB DDR5")
    assert read(*features).quotes == ()
    assert read("Ada Quill sells laptops.", *features).quotes == ()


def test_a_program_is_no_quotation() -> None:
    assert read("“if (x) { return y; } else { return z; }”").quotes == ()


def test_a_place_is_not_somebody_who_bears_its_name() -> None:
    notes = read("Minister Israel Katz left.", "Israel said that it was late.")
    assert [q.speaker for q in notes.quotes] == ["Israel"]


def test_a_label_alone_is_no_transcript() -> None:
    assert read("Warning: The dam leaks.", "Note: It always has.").quotes == ()


def test_a_role_means_the_one_who_holds_it() -> None:
    notes = read(
        "Harrow Mayor Tom Brandt met Ada Quill, a chemist at Keio University.",
        "The mayor said it was late. The chemist said it was not.",
        "A mayor said it was over.",
    )
    assert [(q.speaker, q.speaker_role) for q in notes.quotes] == [
        ("Tom Brandt", "mayor"),
        ("Ada Quill", "chemist"),
        (None, "mayor"),
    ]


def test_a_role_that_two_hold_stays_open() -> None:
    notes = read(
        "Chinese President Li Wen met Russian President Ivan Orlov.",
        "The president said it was late. The Russian president said it was not.",
    )
    assert [q.speaker for q in notes.quotes] == [None, "Ivan Orlov"]


def test_a_former_holder_is_not_meant() -> None:
    notes = read("Former Mayor Tom Brandt wept.", "The mayor said it was late.")
    assert [q.speaker for q in notes.quotes] == [None]


def test_a_role_may_be_named_in_the_next_paragraph() -> None:
    notes = read(
        "Harrow’s mayor said it was late and urged more talks.",
        "Tom Brandt told the council that it would wait.",
    )
    assert [(q.speaker, q.speaker_role) for q in notes.quotes] == [
        ("Tom Brandt", "Harrow’s mayor")
    ] * 3


def test_two_of_one_family_are_told_apart_or_left_open() -> None:
    notes = read(
        "Dorothea Lamb, 58, met her son, Peter Lamb, in court.",
        "Mr. Lamb said it was late. Mrs. Lamb said it was not. Lamb said nothing was lost.",
    )
    assert [q.speaker for q in notes.quotes] == ["Peter Lamb", "Dorothea Lamb", "Lamb"]


def test_people_of_captions_and_bylines_are_known() -> None:
    around = Around(captions=("Mayor Ilse Brandt, left, at the dam.",), people=("Nora Whitcombe",))
    notes = read("“It leaks,” Brandt said.", "Whitcombe said it was over.", around=around)
    assert [(q.speaker, q.speaker_role) for q in notes.quotes] == [
        ("Ilse Brandt", "Mayor"),
        ("Nora Whitcombe", None),
    ]


def test_an_author_is_no_namesake() -> None:
    notes = read("Tom Brandt wept. Brandt said it leaks.", around=Around(people=("Ada Brandt",)))
    assert [q.speaker for q in notes.quotes] == ["Tom Brandt"]


def test_one_stretch_is_one_row() -> None:
    notes = read("Li Wen told Ada Quill that it had “always leaked,” according to a readout.")
    assert said(notes) == [(0, "Li Wen", "it had “always leaked,”")]
    assert [(c.source, c.kind) for c in notes.citations] == [("readout", "document")]


CITED = [
    ("The dam leaks, the Harrow Argus reported.", "Harrow Argus", "media", "reported"),
    ("Officials told Reuters that it leaks.", "Reuters", "agency", "told"),
    ("Politico first reported the leak.", "Politico", "media", "reported"),
    ("The Tarnstad Tidende first reported the leak.", "Tarnstad Tidende", "media", "reported"),
    ("In a separate statement, the Kremlin said it leaks.", "Kremlin", "statement", "said"),
    ("Ada Quill said in an email that it leaks.", "Ada Quill", "statement", "said"),
    ("Ada Quill tweeted that it leaks.", "Ada Quill", "statement", "tweeted"),
    ("The indictment alleges that it leaked.", "indictment", "court papers", "alleges"),
    ("It leaked, according to court documents.", "court documents", "court papers", "according to"),
    ("It leaks, according to a study by experts.", "study", "document", "according to"),
    ("A survey by Keio found that it leaks.", "survey by Keio", "poll", "found"),
]


@pytest.mark.parametrize(("sentence", "source", "kind", "verb"), CITED, ids=[c[0] for c in CITED])
def test_what_is_cited(sentence: str, source: str, kind: str, verb: str) -> None:
    found = read(sentence).citations
    assert [(c.source, c.kind, c.verb) for c in found] == [(source, kind, verb)]


def test_no_citation_without_a_source() -> None:
    assert read("The mayor said it leaks.", "Reuters is a company.").citations == ()
