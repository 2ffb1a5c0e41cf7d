"""Write ``.env`` for docker-compose.yml: one random secret per machine, never a default.

Run once before the first ``docker compose up`` (``make env``). A file that exists is kept, and only
what it lacks is added, so an upgrade that needs a new secret does not change the old ones.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

HEADER = "# Secrets of this machine's Airflow. Made by scripts/make_env.py; keep it out of git.\n"


def _password() -> str:
    return secrets.token_urlsafe(24)


def _fernet_key() -> str:
    """32 random bytes in URL-safe base64, as the Fernet specification asks."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


MAKERS: Mapping[str, Callable[[], str]] = {
    "AIRFLOW_UID": lambda: str(os.getuid() or 50000),  # root is not what containers should run as
    "POSTGRES_PASSWORD": _password,
    "REDIS_PASSWORD": _password,
    "FERNET_KEY": _fernet_key,
    "API_SECRET_KEY": lambda: secrets.token_urlsafe(64),
    "JWT_SECRET": lambda: secrets.token_urlsafe(64),
    "ADMIN_PASSWORD": _password,
    "OPERATOR_PASSWORD": _password,
    "VIEWER_PASSWORD": _password,
}


def missing(text: str) -> dict[str, str]:
    """A fresh value for every name that ``text`` (an env file) does not set."""
    present = {line.partition("=")[0].strip() for line in text.splitlines()}
    return {name: make() for name, make in MAKERS.items() if name not in present}


def complete(path: Path) -> list[str]:
    """Add what ``path`` lacks, readable by its owner alone; return the names that were added."""
    text = path.read_text() if path.exists() else HEADER
    added = missing(text)
    path.touch(mode=0o600)
    path.chmod(0o600)
    lines = [text.rstrip("\n"), *(f"{name}={value}" for name, value in added.items())]
    path.write_text("\n".join(lines) + "\n")
    return list(added)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".env")
    names = complete(target)
    print(f"{target}: {'added ' + ', '.join(names) if names else 'complete, nothing changed'}")
