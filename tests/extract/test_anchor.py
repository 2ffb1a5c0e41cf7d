"""Which day relative dates count from."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.annotate.dates import Anchor
from pipeline.extract.anchor import anchor_of
from pipeline.extract.document import Document
from pipeline.record import Evidence, Hints

FILE = Document(id="a", payload=b"")
FETCH = Document(id="a", payload=b"", fetched_at=datetime(2031, 5, 20, tzinfo=UTC))


def evidence(rule: str, confidence: float) -> list[Evidence]:
    return [
        Evidence(field="published", value="", rule=rule, raw="", confidence=confidence, chosen=True)
    ]


def test_a_stated_day_comes_first() -> None:
    found = anchor_of(FETCH, "2031-05-14T08:00:00+02:00", evidence("json-ld", 0.97))
    assert found == Anchor(date(2031, 5, 14))


def test_an_inferred_day_is_less_sure() -> None:
    found = anchor_of(FILE, "2031-05-14", evidence("inferred from dates in the text", 0.6))
    assert found == Anchor(date(2031, 5, 14), "inferred", 0.6)


def test_a_fetch_from_the_web_bounds_but_reading_a_file_does_not() -> None:
    assert anchor_of(FETCH, None, []) == Anchor(date(2031, 5, 20), "fetched", 0.5)
    assert anchor_of(FILE, None, []) is None
    crawled = Document(id="a", payload=b"", hints=Hints(crawl_date="2031-05-21"))
    assert anchor_of(crawled, None, []) == Anchor(date(2031, 5, 21), "fetched", 0.5)


def test_a_month_is_no_day() -> None:
    assert anchor_of(FILE, "2031-05", []) is None
