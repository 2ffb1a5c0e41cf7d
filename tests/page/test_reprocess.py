"""A report on what was read again: found, shown with its style, and nothing in it acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.page.reprocess import reports
from pipeline.replay.differences import Change, Example, States
from pipeline.replay.report import Report, write_report
from pipeline.runs import Manifest
from pipeline.settings import Home
from tests.page.conftest import ATTACKS, served

RUN = "20260302T000000Z-abcdef"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home whose report holds attacks wherever a report holds text of an article."""
    home = Home(tmp_path)
    change = {"changed": 1, "gained": 0, "lost": 0, "confidence_moved": 0}
    states = States(
        captures=1,
        readings=1,
        articles=1,
        changes=[
            Change(source=a, field=a, **change, confidence_before=None, confidence_after=None)
            for a in ATTACKS
        ],
        examples=[
            Example(source=a, field=a, article_id=None, url=a, lead=a, before=a, after=a, trail=a)
            for a in ATTACKS
        ],
        checks=[],
    )
    manifest = Manifest(
        run=RUN, created="2026-03-02", shards=[], parameters={"sources": [*ATTACKS]}
    )
    home.reprocess(RUN).mkdir(parents=True)
    write_report(home.reprocess(RUN), Report.of(manifest, states, unread=[*ATTACKS]), states)
    return home


def test_the_report_is_shown_and_nothing_in_it_acts(home: Home) -> None:
    assert [path.parent.name for path in reports(home)] == [RUN]
    with served(home) as client:
        response = client.ask(f"/reprocess/{RUN}")
        assert response.status_code == 200
        allowed = response.headers["content-security-policy"]
        assert "default-src 'none'" in allowed and "style-src 'sha256-" in allowed
        assert client.ask("/reprocess/..%2F..%2Fetc").status_code == 404
        assert client.ask("/reprocess/20260101T000000Z-000000").status_code == 404
    tree = LexborHTMLParser(response.text)
    assert not tree.css("script, img, svg, iframe, base, object, embed")
    assert not any(n.startswith("on") for node in tree.css("*") for n in node.attributes)
    for attack in ATTACKS:
        assert attack in tree.body.text()
