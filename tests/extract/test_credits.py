from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.credit_line import parties, read_credit
from pipeline.extract.credits import split_caption, split_stray_caption

CAPTION = "A tug pulls the ferry out of Lorne harbour on June 3, 2021."


@pytest.mark.parametrize(
    ("written", "credit", "photographer", "agency"),
    [
        (
            "Ada Moen/The Canadian Press",
            "Ada Moen/The Canadian Press",
            "Ada Moen",
            "The Canadian Press",
        ),
        (" (AP Photo/Ada Moen)", "AP Photo/Ada Moen", "Ada Moen", "The Associated Press"),
        (
            " (AP Photo/A.J. Moen, File)",
            "AP Photo/A.J. Moen, File",
            "A.J. Moen",
            "The Associated Press",
        ),
        (" REUTERS/Ada Moen/File Photo", "REUTERS/Ada Moen/File Photo", "Ada Moen", "Reuters"),
        (" Photograph: Ada Moen/AFP/Getty Images", "Ada Moen/AFP/Getty Images", "Ada Moen", "AFP"),
        (" — AFP PHOTO / Ada Moen", "AFP PHOTO / Ada Moen", "Ada Moen", "AFP"),
        ("Credit: Ada Moen", "Ada Moen", "Ada Moen", None),
        (" (Xinhua/Ma Li)", "Xinhua/Ma Li", "Ma Li", "Xinhua"),
        (" Foto: Jörg Weiß/dpa", "Jörg Weiß/dpa", "Jörg Weiß", "dpa"),
        (" Foto: Jörg Weiß (Keystone)", "Jörg Weiß (Keystone)", "Jörg Weiß", "Keystone"),
        (" Bild: IMAGO/Jörg Weiß", "IMAGO/Jörg Weiß", "Jörg Weiß", "IMAGO"),
        (" Crédit photo : Zoé Mérieux", "Zoé Mérieux", "Zoé Mérieux", None),
        (" ZOÉ MÉRIEUX / AFP", "ZOÉ MÉRIEUX / AFP", "Zoé Mérieux", "AFP"),
        (" Fotografía: Lía Ponce (EFE)", "Lía Ponce (EFE)", "Lía Ponce", "EFE"),
        (" Фото: Инна Рой / ТАСС", "Инна Рой / ТАСС", "Инна Рой", "TASS"),
        (" © Ada Moen", "Ada Moen", "Ada Moen", None),
        (" Courtesy of the Lorne Museum", "the Lorne Museum", None, "the Lorne Museum"),
        (" Anadolu Agency via Getty Images", "Anadolu Agency via Getty Images", None, "Anadolu"),
        (
            " Ada Moen for the Harrow Courier",
            "Ada Moen for the Harrow Courier",
            "Ada Moen",
            "Harrow Courier",
        ),
        (" (Lorne Fire Brigade/Handout)", "Lorne Fire Brigade/Handout", None, "Lorne Fire Brigade"),
        (" Foto: Jörg Weiß/dpa +++ dpa-Bildfunk +++", "Jörg Weiß/dpa", "Jörg Weiß", "dpa"),
    ],
)
def test_credit_behind_a_caption(
    written: str, credit: str, photographer: str | None, agency: str | None
) -> None:
    parts = split_stray_caption(CAPTION + written)
    assert parts is not None
    assert (parts.caption, parts.credit) == (CAPTION, credit)
    assert (parts.photographer, parts.agency) == (photographer, agency)


@pytest.mark.parametrize(
    "prose",
    [
        CAPTION,
        "The Moen/Okonta motion passed by seven votes to two.",
        "Reporters waited, among them Ada Moen of The Canadian Press, who was asked to leave.",
        "The lender cut its rate to 4.5 per cent (Reuters had expected 4.25), and shares rose.",
        "He posted a photo: it showed a tug.",
        "“We all saw it,” said Mr. Moen. Ms. Okonta agreed.",
        "Photo albums were found in the hold, the owner told The Canadian Press.",
        "They joined the Harrow Democrats (HD), the Valley Forum (VF) and The Greens (TG).",
        "It was founded by Bram Okonta, Ada Moen, Teo Brandvik and Ana Roe.",
        "It follows the Conservative Party (1867-1942).",
        "The Smith/Jones report was written for the Harrow Courier.",
    ],
)
def test_prose_is_no_stray_caption(prose: str) -> None:
    assert split_stray_caption(prose) is None


def test_a_credit_on_its_own_and_a_caption_on_its_own() -> None:
    alone = split_caption("Getty Images")
    assert (alone.caption, alone.credit, alone.agency) == (None, "Getty Images", "Getty Images")
    assert split_caption("Ada Moen").caption == "Ada Moen"
    assert split_caption("Ada Moen, left, and J. D. Okonta").credit is None
    assert split_caption("A tug in the harbour. Ada Moen").photographer == "Ada Moen"


@given(st.text(max_size=300))
def test_any_text_splits_into_its_own_parts(text: str) -> None:
    parts = split_caption(text)
    folded = " ".join(text.split())
    assert parts.caption is None or parts.caption in folded
    assert parts.credit is None or parts.credit in folded
    read_credit(text)


@pytest.mark.parametrize("piece", ["A/", "Ab. ", "(", "Photo: ", "a, ", "AaA", " via", "© "])
def test_hostile_text_takes_no_time(piece: str) -> None:
    started = time.process_time()
    split_caption(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("credit", "named"),
    [
        ("picture alliance / dpa | Hanne Solberg", ["picture alliance / dpa", "Hanne Solberg"]),
        ("Zoé Mérieux et Lía Ponce", ["Zoé Mérieux", "Lía Ponce"]),
        ("ADA MOEN, mail@moen.example", ["ADA MOEN", "mail@moen.example"]),
        ("Ada Moen/AFP/Getty Images", ["Ada Moen/AFP/Getty Images"]),
        ("Quill & Brandt Archive", ["Quill & Brandt Archive"]),
    ],
)
def test_parties_of_a_credit(credit: str, named: list[str]) -> None:
    assert parties(credit) == named


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        ("mirakolb | Getty Images", None, "mirakolb | Getty Images"),
        ("Stau vor Lorne. © quendel / Clipdealer", "Stau vor Lorne.", "quendel / Clipdealer"),
        ("The harbour. Photo: iSurvey/Ada Moen", "The harbour.", "iSurvey/Ada Moen"),
        (
            'Baits: "Red Fox", "Night Owl" and "Smoke".',
            'Baits: "Red Fox", "Night Owl" and "Smoke".',
            None,
        ),
        (
            "Die Mühle. (Foto: DBT/Jörg Weiß (bearbeitet))",
            "Die Mühle.",
            "DBT/Jörg Weiß (bearbeitet)",
        ),
        ("Power lines / Photo by Ada Moen on Unsplash", "Power lines", "Ada Moen on Unsplash"),
        (
            "Foto: amt.example, via Wikimedia | CC BY 4.0",
            None,
            "amt.example, via Wikimedia | CC BY 4.0",
        ),
        ("Cones on the line. – photo credit: ada moen", "Cones on the line.", "ada moen"),
        ("Video: Der Rat spricht über die Brücke", "Video: Der Rat spricht über die Brücke", None),
        (
            "Schnee am Grat (Foto: SLF/Jörg Weiß, 16.01.2022).",
            "Schnee am Grat",
            "SLF/Jörg Weiß, 16.01.2022",
        ),
        ("Die Mühle, wie sie früher war / Jörg Weiß", "Die Mühle, wie sie früher war", "Jörg Weiß"),
        ("Die Mühle. (Luftbild: Jörg Weiß/dpa)", "Die Mühle.", "Jörg Weiß/dpa"),
        ("Written by Ada Moen", "Written by Ada Moen", None),
        ("Saint Agnes by Tiepolo", "Saint Agnes by Tiepolo", None),
    ],
)
def test_handles_quotes_and_makers(written: str, caption: str | None, credit: str | None) -> None:
    parts = split_caption(written)
    assert (parts.caption, parts.credit) == (caption, credit)
