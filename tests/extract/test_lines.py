"""A whole saved page as text, and the same rules on the pieces of a page with markup."""

from __future__ import annotations

from pipeline.extract.lines import read_lines
from pipeline.extract.plain import read_pieces
from pipeline.record import Image

SAVED = """\
Skip to content
Politics
Harbour
Ferry runs aground off Cape Lorne
By Ada Moen and Bo Wu
Published Tue 3 Mar 2026 10:15 GMT

A tug pulls the ferry off the rocks on March 2, 2026.Teo Brandvik/The Canadian Press

LORNE — The ferry that ran aground off Cape Lorne on Sunday is afloat again.

Story continues below advertisement

Nobody was hurt, the coast guard said.

A tug pulls the ferry off the rocks on March 2, 2026.

What comes next

Engineers will look at the hull, and the ferry stays in Ardo until they are done.

Correction: The tug was built in 1911, not 1921.

With files from Reuters

Share this article
More from the harbour
Why the tram stops at noon
"""


def read_saved(text: str = SAVED, language: str | None = "en"):  # type: ignore[no-untyped-def]
    return read_lines(read_pieces(text), plain=True, language=language)


def test_a_saved_page_gives_its_fields() -> None:
    lines = read_saved()
    assert lines.pieces == [
        ("paragraph", "The ferry that ran aground off Cape Lorne on Sunday is afloat again."),
        ("paragraph", "Nobody was hurt, the coast guard said."),
        ("subhead", "What comes next"),
        (
            "paragraph",
            "Engineers will look at the hull, and the ferry stays in Ardo until they are done.",
        ),
    ]
    assert [c.value for c in lines.title] == ["Ferry runs aground off Cape Lorne"]
    assert lines.authors == ["Ada Moen", "Bo Wu"]
    assert [c.value for c in lines.published] == ["2026-03-03T10:15+00:00"]
    assert lines.images == [
        Image(
            caption="A tug pulls the ferry off the rocks on March 2, 2026.",
            credit="Teo Brandvik/The Canadian Press",
            photographer="Teo Brandvik",
            agency="The Canadian Press",
        )
    ]
    assert lines.dateline is not None
    assert lines.dateline.place == "Lorne"
    assert [c.text for c in lines.corrections] == [
        "Correction: The tug was built in 1911, not 1921."
    ]
    assert [c.agency for c in lines.wire_credits] == ["Reuters"]


def test_every_line_is_kept_or_cut_by_a_named_rule() -> None:
    lines = read_saved()
    kept = " ".join([text for _, text in lines.pieces] + [cut.text for cut in lines.cuts])
    for line in filter(None, SAVED.splitlines()):
        assert all(word in kept for word in line.split())
    rules = {cut.rule for cut in lines.cuts}
    assert rules == {
        "leftover", "advert", "navigation", "title", "byline", "date line", "caption",
        "dateline", "note", "wire credit", "below the prose",
    }  # fmt: skip


def test_no_title_is_made_up() -> None:
    lines = read_saved(
        "Skip to content\n\nWeather\n\nThe ferry is afloat.\n\n"
        "The ferry that ran aground off Cape Lorne on Sunday is afloat again.\n\n"
        "Nobody was hurt, the coast guard said.\n"
    )
    assert lines.title == []
    assert len(lines.pieces) == 3


def test_a_credit_alone_takes_the_caption_above_it() -> None:
    lines = read_saved(
        "Children skate on the canal in Lorne.\n\nPhotograph: Ada Moen/AFP/Getty Images\n\n"
        "The canal in Lorne froze over this week for the first time in nine years.\n"
    )
    assert [image.caption for image in lines.images] == ["Children skate on the canal in Lorne."]
    assert len(lines.pieces) == 1


def test_a_label_alone_takes_the_paragraph_below_it() -> None:
    lines = read_lines(
        [
            ("paragraph", "The ferry is afloat again, its owner said on Monday."),
            ("subhead", "Editor's note"),
            ("paragraph", "The tug was built in 1911."),
        ],
        plain=False,
        language="en",
    )
    assert [(c.kind, c.text) for c in lines.corrections] == [
        ("editor's note", "The tug was built in 1911.")
    ]
    assert len(lines.pieces) == 1


def test_pages_with_markup_keep_tables_lists_and_subheads() -> None:
    pieces = [
        ("paragraph", "LORNE (AP) — The ferry is afloat again, its owner said."),
        ("subhead", "Twitter"),
        ("list_item", "Facebook"),
        ("table", "Reuters"),
        ("paragraph", "A tug pulls the ferry off the rocks."),
        ("paragraph", "It rained. (AP)"),
    ]
    lines = read_lines(
        pieces, plain=False, language="en", captions=["A tug pulls the ferry off the rocks."]
    )
    assert lines.pieces == [
        ("paragraph", "The ferry is afloat again, its owner said."),
        ("subhead", "Twitter"),
        ("list_item", "Facebook"),
        ("table", "Reuters"),
        ("paragraph", "It rained."),
    ]
    assert {credit.agency for credit in lines.wire_credits} == {"The Associated Press"}


def test_an_only_agency_signs_the_works() -> None:
    lines = read_lines(
        [
            ("paragraph", "(Reuters) - The ferry is afloat again, its owner said."),
            ("paragraph", "(Reporting by Ada Moen; Editing by Bo Wu)"),
        ],
        plain=False,
        language="en",
    )
    assert [credit.agency for credit in lines.wire_credits] == ["Reuters", "Reuters"]


def test_an_empty_text_gives_nothing() -> None:
    lines = read_saved("")
    assert (lines.pieces, lines.cuts) == ([], [])


def test_pages_with_markup_lose_only_captions_with_an_explicit_credit() -> None:
    pieces = [
        ("paragraph", "The harbour master keeps two tugs ready: Bo Wu (Harbour Office)."),
        ("paragraph", "A tug pulls the ferry off the rocks. Photo: Ada Moen/AFP"),
        ("list_item", "A tug pulls the ferry. Photo: Ada Moen/AFP"),
        ("paragraph", "The tug pulled all night. " * 14 + "Photo: Ada Moen/AFP"),
    ]
    lines = read_lines(pieces, plain=False, language="en")
    assert lines.pieces == [pieces[0], *pieces[2:]]
    assert [image.credit for image in lines.images] == ["Ada Moen/AFP"]


def test_pages_with_markup_keep_an_update_between_their_paragraphs() -> None:
    prose = [("paragraph", f"The ferry made trip {n} on Monday, its owner said.") for n in range(9)]
    update = ("paragraph", "Update: the new engine starts faster.")
    between = read_lines([*prose[:3], update, *prose[3:]], plain=False, language="en")
    assert update in between.pieces
    for pieces in ([update, *prose], [*prose, update]):
        assert update not in read_lines(pieces, plain=False, language="en").pieces
