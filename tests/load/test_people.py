"""People and outlets: who is one person, who are two of a name, and what an undone run leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.lexicon.load import entries, toml
from pipeline.load.loader import load
from pipeline.load.removal import undo
from pipeline.load.warehouse import open_warehouse
from pipeline.record import Dateline, Mention, Quote, WireCredit
from pipeline.settings import Home
from tests.load.make import Page, page, write_run

RUN, LATER = "20260301T000000Z-000000", "20260302T000000Z-000000"


def quoting(source: str, number: int, *speakers: tuple[str, str, str], **fields: Any) -> Page:
    """An article that quotes people: name, role and affiliation, "" for none."""
    return page(
        f"https://www.{source}.example/{number}",
        number,
        f"Something that was said, for the {number}th time.",
        source=source,
        publisher=f"The {source.title()}",
        quotes=tuple(
            Quote(
                quote="Something",
                kind="direct",
                speaker=name,
                speaker_role=role or None,
                speaker_affiliation=affiliation or None,
                paragraph=0,
                start=0,
                end=9,
                quote_group=n,
            )
            for n, (name, role, affiliation) in enumerate(speakers)
        ),
        mentions=tuple(
            Mention(name=name, kind="person", mention=name, part="title")
            for name in sorted({name for name, _, _ in speakers if "Council" not in name})
        ),
        **fields,
    )


def people(home: Home, columns: str) -> list[tuple[Any, ...]]:
    with open_warehouse(home) as connection:
        return connection.execute(
            f"SELECT {columns} FROM people ORDER BY person, bearer"
        ).fetchall()


def loaded(home: Home, *pages: Page, run: str = RUN) -> Home:
    write_run(home, run, pages)
    load(home, run)
    return home


def test_a_name_in_two_walks_of_life_is_two_people(tmp_path: Path) -> None:
    home = loaded(
        Home(tmp_path),
        quoting("gazette", 1, ("Jo Smith", "deputy minister of works", "")),
        quoting("gazette", 2, ("Jo Smith", "MP", "Harrow Party"), ("Jo Smith", "", "")),
        quoting("gazette", 3, ("Jo Smith", "", "Harrow Party")),
        quoting("courier", 4, ("J\u00f6 Smith", "head coach", "Harrow Rovers")),
        quoting("courier", 5, ("Jo Smith", "", "")),
        quoting("herald", 6, ("Jo Smith", "", "")),
    )
    assert people(home, "name, field, quotes, articles, outlets, ambiguous, bearer") == [
        ("Jo Smith", "politics", 4, 3, ["gazette"], True, 1),
        ("Jö Smith", "sport", 2, 2, ["courier"], True, 2),
        ("Jo Smith", "", 1, 1, ["herald"], True, 3),
    ]


def test_one_person_has_many_roles(tmp_path: Path) -> None:
    home = loaded(
        Home(tmp_path),
        quoting("gazette", 1, ("Ana Roe", "prime minister", "")),
        quoting("herald", 2, ("Ana Roe", "leader of the Reform Party", "Reform Party")),
        quoting("herald", 3, ("Ana Roe", "prime minister", ""), ("Harrow Council", "", "")),
        quoting("courier", 4, ("Ana Roe", "", "")),
    )
    assert people(home, "name, role, roles, affiliations, articles, ambiguous") == [
        (
            "Ana Roe",
            "prime minister",
            ["prime minister", "leader of the Reform Party"],
            ["Reform Party"],
            4,
            False,
        )
    ]


def test_what_stays_doubtful_is_marked(tmp_path: Path) -> None:
    home = loaded(
        Home(tmp_path),
        quoting("gazette", 1, ("Roe", "", "")),
        quoting("gazette", 2, ("Kim Li", "spokesman", "Harrow Mills")),
        quoting("herald", 3, ("Kim Li", "spokesman", "Harrow Trams")),
        quoting("gazette", 4, ("Bo Ek", "professor", "Ouse College")),
        quoting("herald", 5, ("Bo Ek", "researcher", "Wharfe College")),
    )
    assert people(home, "name, field, ambiguous") == [
        ("Bo Ek", "learning", True),  # each outlet knows another affiliation
        ("Kim Li", "@harrow mills", True),
        ("Kim Li", "@harrow trams", True),
        ("Roe", "", True),
    ]


def test_outlets_and_people_follow_what_articles_show(tmp_path: Path) -> None:
    home = Home(tmp_path)
    credit = {"wire_credits": (WireCredit(agency="Newswire", text="By Newswire"),)}
    line = {"dateline": Dateline(place="Harrow", agency="Reuters", text="HARROW (Reuters) -")}
    loaded(
        home,
        quoting("gazette", 1, ("Ana Roe", "mayor", ""), **credit),
        quoting("gazette", 2, ("Ana Roe", "mayor", ""), **credit),
        quoting("gazette", 3, **line),
    )
    asked = "SELECT publisher, names, hosts, agencies, articles FROM outlets"
    names, hosts = ["The Gazette"], ["www.gazette.example"]
    with open_warehouse(home) as connection:
        assert connection.execute(asked).fetchall() == [
            ("The Gazette", names, hosts, ["Newswire", "Reuters"], 3)
        ]
    before = people(home, "*")
    url = "https://www.gazette.example/1"
    loaded(home, page(url, 9, "It was taken back.", run=LATER), run=LATER)
    assert people(home, "name, articles") == [("Ana Roe", 1)]
    undo(home, LATER)
    assert people(home, "*") == before


def test_a_change_of_the_words_tells_people_apart_anew(tmp_path: Path) -> None:
    home = loaded(Home(tmp_path), quoting("gazette", 1, ("Ana Roe", "mayor", "")))
    before = people(home, "*")
    with open_warehouse(home) as connection:
        connection.execute("UPDATE store.people SET field = 'sport'")
        connection.execute("UPDATE schema_migrations SET checksum = '' WHERE name LIKE 'load/%'")
    assert people(home, "*") == before


def test_a_calling_stands_in_one_walk_of_life() -> None:
    words = [word for callings in toml("callings")["fields"].values() for word in entries(callings)]
    assert len(words) == len(set(words))
    assert all(word.replace("-", "").isalpha() and word == word.lower() for word in words)


@pytest.mark.parametrize("name", ["people", "speakers", "outlet_facts"])
def test_an_empty_batch_leaves_them(tmp_path: Path, name: str) -> None:
    home = loaded(Home(tmp_path), quoting("gazette", 1, ("Ana Roe", "mayor", "")))
    with open_warehouse(home) as connection:
        before = connection.execute(f"FROM store.{name}").fetchall()
    load(home, RUN)
    with open_warehouse(home) as connection:
        assert connection.execute(f"FROM store.{name}").fetchall() == before != []
