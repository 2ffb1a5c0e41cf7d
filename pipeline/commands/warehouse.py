"""Commands that change the warehouse or its snapshot."""

from __future__ import annotations

from pipeline.commands.options import HomeOption


def publish(home: HomeOption = None) -> None:
    """Make the snapshot show the warehouse, where it does not yet."""
    from pipeline.load.publish import publish as run
    from pipeline.settings import Home

    report = run(Home.locate(home))
    verb = "published" if report.replaced else "unchanged"
    print(f"{verb}: {report.path} ({report.articles:,} articles, {report.bytes / 1e6:,.1f} MB)")
