"""Commands that watch over what was loaded: alerts and audits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import HomeOption


def alerts(home: HomeOption = None) -> None:
    """Tell what the saved questions (sql/alerts, HOME/alerts) give for the first time.

    `broadsheet run` does so after each publish.
    """
    from pipeline.load.alerts import alert
    from pipeline.settings import Home

    for text in alert(Home.locate(home)):
        print(text)


def audit(
    source: Annotated[str, typer.Argument(help="An outlet; or a judged file, to count it.")],
    target: Annotated[Path | None, typer.Argument(help="The CSV file to write.")] = None,
    home: HomeOption = None,
    size: Annotated[int, typer.Option(min=1, help="How many articles.")] = 20,
) -> None:
    """Draw random articles for a person to judge; given the judged file, print the precision."""
    from pipeline.load.audit import draw, score
    from pipeline.settings import Home

    if target is None and Path(source).suffix == ".csv":
        for field in score(Path(source)):
            share = f"{field.right / field.judged:.0%}" if field.judged else "not judged"
            print(f"{field.field:10} {share:>10}  {field.right} of {field.judged}")
        return
    target = target or Path(f"audit-{source}.csv")
    count = draw(Home.locate(home), source, target, size=size)
    print(f"{target}: {count} articles; write y or n, then `broadsheet audit {target}`")
