"""Confidence: shares of right values, by rule and by what other rules say."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calibration import FIELDS, SMALLEST, Case, count, report
from pipeline.extract.confidence import agreements, confidence
from pipeline.extract.evidence import Candidate, choose
from tests.extract.pages import evidence, ld, read

TABLE = {
    "stated": {"override": 0.95},
    "title": {
        "*": {"alone": {"right": 50, "of": 100}, "two": {"right": 96, "of": 96}},
        "h1": {"alone": {"right": 96, "of": 96}},
    },
    "other": {"*": {"alone": {"right": 0, "of": 96}}},
}


def test_many_pages_outweigh_the_field() -> None:
    assert 0.97 < confidence("title", "h1", "alone", TABLE) < 1


def test_a_rule_that_few_pages_showed_has_the_share_of_its_field() -> None:
    assert confidence("title", "unheard of", "alone", TABLE) == 0.5


def test_a_field_without_right_values_has_the_share_of_all() -> None:
    assert confidence("section", "meta section", "alone", TABLE) < 0.1


def test_what_cannot_be_measured_is_stated() -> None:
    assert confidence("title", "override", "two", TABLE) == 0.95


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=6))
def test_the_winner_never_lost(ranked: list[tuple[str, str]]) -> None:
    found = agreements([rule for rule, _ in ranked], [value for _, value in ranked])
    assert [v == ranked[0][1] for _, v in ranked] == [level != "lost" for level in found]


def test_dates_that_differ_in_the_time_of_day_agree() -> None:
    one = Candidate("2026-03-03T10:15", "time", "")
    _, alone = choose("published", [one])
    _, borne_out = choose("published", [one, Candidate("2026-03-03", "url day", "")])
    assert borne_out[0].confidence > alone[0].confidence


def test_an_element_and_its_line_are_one_witness() -> None:
    kinds = ["time", "below headline", "json-ld datePublished", "json-ld page datePublished"]
    assert agreements(kinds[:2], ["a", "a"]) == ["alone", "alone"]
    assert agreements(kinds, ["a"] * 4) == ["one"] * 4


def test_a_doubtful_candidate_is_evidence_only() -> None:
    value, rows = choose("title", [Candidate("A", "h1", "A", doubtful=True)])
    assert value is None
    assert [row.chosen for row in rows] == [False]


def test_counts_and_report_hold_every_case() -> None:
    cases = [
        Case(field, "h1", "alone", right=n % 4 > 0, chosen=True, fold=n % 5)
        for field in FIELDS
        for n in range(2 * SMALLEST)
    ]
    assert count(cases)["title"]["h1"]["alone"] == {"right": 45, "of": 60}
    lines = report(cases)
    assert "## title: 60 values, 0.750 right" in lines


def test_what_speaks_for_a_body_is_evidence() -> None:
    (row,) = evidence(read(), "body")
    assert row[1:] == ("short subtree, little cut", True)


def test_a_body_that_json_ld_gives_too_is_worth_more() -> None:
    text = " ".join(read().paragraphs)
    borne_out = read(head=ld(json.dumps({"@type": "NewsArticle", "articleBody": text})))
    assert [rule for _, rule, _ in evidence(borne_out, "body")] == [
        "short subtree, little cut",
        "json-ld articleBody",
    ]
    assert len({value for value, _, _ in evidence(borne_out, "body")}) == 1
