"""What is known of an outlet, as parse is given it: the latest of its numbered files."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.errors import ConfigurationError, InputError
from pipeline.extract.document import Profile
from pipeline.settings import Home
from pipeline.sources import Override, load_sources, read_source


def read_profile(home: Home, source: str, *, number: bool = False) -> Profile:
    """The outlet's profile: what was learned of it, and the overrides of its TOML file.

    Overrides are numbered as they change, so that records made by other ones are told apart: the
    version is ``3`` for the third boilerplate, ``3+2`` with the second overrides. ``number`` keeps
    a new number in ``learned/<source>/overrides``; without, it is only told.

    :raises InputError: where a file of what was learned is damaged.
    :raises ConfigurationError: where the outlet's file is not valid.
    """
    version = latest(home, source)
    blocks = frozenset(read_blocks(home, source, version))
    overrides = _overrides(home, source)
    numbered = _number(home.learned / source / "overrides", overrides, keep=number)
    named = f"{version}+{numbered}" if numbered else str(version) if version else None
    return Profile(overrides=overrides, boilerplate=blocks, version=named)


def _overrides(home: Home, source: str) -> tuple[Override, ...]:
    path = home.sources / f"{source}.toml"
    if path.exists():
        return read_source(path).overrides
    others: list[ConfigurationError] = []  # a file may give its source another name than its own
    named = (s for s in load_sources(home.sources, others) if s.name == source)
    return next((s.overrides for s in named), ())


def _number(folder: Path, overrides: tuple[Override, ...], *, keep: bool) -> int:
    """The number of these overrides: of the latest file that holds them, else the next one's."""
    text = json.dumps([_written(override) for override in overrides], indent=1)
    while True:
        names = (path.stem for path in folder.glob("*.json"))
        number = max((int(name) for name in names if name.isdigit()), default=0)
        if (not number and not overrides) or (
            number and (folder / f"{number}.json").read_text("utf-8") == text
        ):
            return number
        if not keep:
            return number + 1
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with (folder / f"{number + 1}.json").open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:  # another process numbers them, too
            continue
        return number + 1


def _written(override: Override) -> dict[str, str]:
    days = {"valid_from": override.valid_from, "valid_until": override.valid_until}
    told = {name: day.isoformat() for name, day in days.items() if day}
    return told | override.selectors()


def latest(home: Home, source: str) -> int:
    """The number of the latest file ``learned/<source>/<n>.json``, 0 where there is none."""
    names = (path.stem for path in (home.learned / source).glob("*.json"))
    return max((int(name) for name in names if name.isdigit()), default=0)


def read_blocks(home: Home, source: str, version: int) -> dict[str, str]:
    """Fingerprints of blocks, with the block each was made of."""
    if not version:
        return {}
    path = home.learned / source / f"{version}.json"
    try:
        return dict(json.loads(path.read_bytes())["blocks"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: damaged ({error}); remove it and run learn again") from None
