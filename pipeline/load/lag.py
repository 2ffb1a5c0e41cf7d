"""Lag: how long after publication articles are there to be read."""

from __future__ import annotations

from pipeline.load.snapshot import open_snapshot
from pipeline.settings import Home

_LAG = """
SELECT median(epoch(s.built_at) - epoch(a.published_at))
FROM articles a
JOIN observations o ON o.article_id = a.article_id AND o.fetched_at = a.first_seen
JOIN captures c ON c.capture_id = o.capture_id
CROSS JOIN snapshot s
WHERE c.run = ? AND o.fetched_from_web AND a.published_at IS NOT NULL
"""


def lag(home: Home, run: str) -> float | None:
    """Seconds from publication to the snapshot, the median over the articles that ``run`` was the
    first to fetch; None where it was so for none.
    """
    with open_snapshot(home) as connection:
        row = connection.execute(_LAG, [run]).fetchone()
    return row[0] if row else None
