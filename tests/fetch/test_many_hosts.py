"""A thousand pages of a hundred hosts: as fast as their paces allow, and no faster."""

from collections import Counter
from pathlib import Path

from benchmarks.fetching import measure

# The ideal: robots.txt and 10 pages are 10 gaps, 20 s. A tenth of that is left for a machine that
# is busy with other things: on a quiet one it takes 20.3 s.
HOSTS, PAGES, PRIVATE, PACE = 100, 10, 2, 2.0


def test_a_thousand_pages_side_by_side(tmp_path: Path) -> None:
    found = measure(tmp_path, HOSTS, PAGES, PACE, PRIVATE)
    assert Counter((c.kind, c.error_class) for c in found.captures) == {
        ("response", None): HOSTS * PAGES,
        ("failure", "robots"): HOSTS * PRIVATE,
    }
    assert len(found.log) == HOSTS * (PAGES + 1)
    assert found.twice == 0
    assert not [asked for asked in found.log if asked.path.startswith("/private/")]
    assert min(found.gaps) >= PACE
    assert found.ideal == 20.0
    assert found.taken < found.ideal / 0.9
    assert found.cpu / len(found.log) < 0.010  # seconds; a fifth of that on a quiet machine
    assert found.grown < 20_000_000  # of 30 MB that came in the meantime
