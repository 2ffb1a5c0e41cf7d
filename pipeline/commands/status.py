"""``broadsheet status``: what the snapshot holds, and how the last runs went."""

from __future__ import annotations

from rich.console import Console

from pipeline.commands.query import print_table
from pipeline.load.snapshot import ask, open_snapshot
from pipeline.runs import unfinished
from pipeline.settings import Home

QUESTIONS = {
    "Snapshot": "SELECT build, built_at, run FROM snapshot",
    "Articles by source": """
        SELECT source, count(*) AS articles, min(published_date) AS from_day,
            max(published_date) AS to_day, max(last_seen) AS last_seen
        FROM articles GROUP BY source ORDER BY source""",
    "Rejected by reason": """
        SELECT source, reason, count(*) AS documents FROM rejects
        GROUP BY ALL ORDER BY documents DESC, source, reason""",
    "Failed fetches by class": """
        SELECT source, error_class, count(*) AS captures, max(fetched_at) AS latest
        FROM captures WHERE error_class IS NOT NULL
        GROUP BY ALL ORDER BY captures DESC, source, error_class""",
    "Last runs": "SELECT run, loaded_at, missing, damaged FROM runs ORDER BY run DESC LIMIT 5",
    "Checks of the last run": """
        SELECT name, level, source, bad_rows, sample FROM check_results
        WHERE run = (SELECT max(run) FROM check_results)
        ORDER BY level, bad_rows DESC""",
}


def print_status(home: Home, console: Console) -> None:
    """Print the answers to ``QUESTIONS`` that have rows, and the runs that wait to be finished."""
    console.print(f"Home: {home.root}", markup=False, soft_wrap=True)
    for run in unfinished(home):
        console.print(f"Run {run} was interrupted; `broadsheet run` finishes it", style="yellow")
    with open_snapshot(home) as connection:
        for title, sql in QUESTIONS.items():
            answer = ask(connection, sql)
            if answer.fetchone():
                console.print(f"\n{title}", style="bold")
                print_table(ask(connection, sql))
