"""``broadsheet sources``: outlets added, listed, and watched."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import HomeOption

app = typer.Typer(no_args_is_help=True, help="Add outlets, list them, and see how they do.")


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="The outlet's home page.")],
    name: Annotated[
        str | None, typer.Option(help="What to call it.", show_default="domain")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A host that may be private (an intranet).")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Find an outlet's feeds and sitemaps and write HOME/sources/NAME.toml."""
    from pipeline.discover.autodiscovery import find_outlet
    from pipeline.errors import InputError
    from pipeline.fetch.client import Client
    from pipeline.fetch.frontier import Frontier
    from pipeline.fetch.visit import Visitor
    from pipeline.runs import write_atomically
    from pipeline.settings import Home
    from pipeline.sources import NAME, Politeness, Source
    from pipeline.urls import outlet_of

    place = Home.locate(home)
    url = url if "://" in url else f"https://{url}"
    name = name or outlet_of(url)
    if not NAME.fullmatch(name):
        raise InputError(f"{name!r}: no name for a source (a-z, 0-9, . _ -); give one with --name")
    path = place.sources / f"{name}.toml"
    if path.exists():
        raise InputError(f"{path}: exists; edit it, or choose another --name")
    policy = Politeness(allow_hosts=tuple(allow_host or ()))
    with Frontier(place.state / "frontier.sqlite") as frontier, Client() as client:
        source = Source(name=name, homepage=url, fetch=policy)
        outlet = find_outlet(url, Visitor(frontier, client), source)
    for kind, found, entries in outlet.listings:
        print(f"{kind}: {found} ({entries} entries)")
    for note in outlet.notes:
        print(f"not used: {note}")
    if not outlet.listings:
        raise InputError(f"{url}: no feed or sitemap found; write {path} by hand (docs/sources.md)")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, outlet.toml(policy).encode())
    print(f"{path} written; next: broadsheet run {name}")


@app.command("list")
def list_sources(home: HomeOption = None) -> None:
    """List the outlets, and files that are not valid."""
    from pipeline.errors import ConfigurationError
    from pipeline.settings import Home
    from pipeline.sources import load_sources

    problems: list[ConfigurationError] = []
    for source in load_sources(Home.locate(home).sources, problems):
        parts = ("feeds", "sitemaps", "lists", "folders", "warcs")
        counts = [f"{len(getattr(source, p))} {p}" for p in parts if getattr(source, p)]
        print(f"{source.name:24} {', '.join(counts) or 'nothing to read'}")
    for problem in problems:
        print(f"not valid: {problem}")
    if problems:
        raise typer.Exit(1)


@app.command()
def rebuild(home: HomeOption = None) -> None:
    """Make what crawling remembers of addresses anew, from the captures of the runs."""
    from pipeline.fetch.rebuild import rebuild as make_anew
    from pipeline.settings import Home
    from pipeline.sources import load_sources

    place = Home.locate(home)
    print(f"{make_anew(place, load_sources(place.sources, [])):,} captures noted")


@app.command()
def status(home: HomeOption = None) -> None:
    """Show how each source does, and which of them the last checks warn of."""
    from rich.console import Console

    from pipeline.commands.health import print_health
    from pipeline.settings import Home

    print_health(Home.locate(home), Console())
