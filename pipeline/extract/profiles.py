"""What is known of an outlet, as parse is given it: the latest of its numbered files."""

from __future__ import annotations

import json

from pipeline.errors import InputError
from pipeline.extract.document import Profile
from pipeline.settings import Home


def read_profile(home: Home, source: str) -> Profile:
    """The outlet's profile; an empty one where nothing was learned of it.

    :raises InputError: where its file is damaged.
    """
    version = latest(home, source)
    if not version:
        return Profile()
    blocks = frozenset(read_blocks(home, source, version))
    return Profile(boilerplate=blocks, boilerplate_version=str(version))


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
