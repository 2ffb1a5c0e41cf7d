"""Prepare Airflow for docker-compose.yml: its database, and a user a role.

The passwords come from the environment (``ADMIN_PASSWORD`` ...). Run again, as every ``up`` does,
it migrates the database if there is something to migrate and gives the users the passwords that
``.env`` has now: changing one there and starting again changes it.
"""

from __future__ import annotations

import os
import subprocess

ROLES = {"admin": "Admin", "operator": "Op", "viewer": "Viewer"}


def set_users() -> None:
    """Create the users, or set their passwords; a user without a password is not created."""
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as builder:
        manager = builder.sm
        for name, role in ROLES.items():
            password = os.environ[f"{name.upper()}_PASSWORD"]
            if user := manager.find_user(username=name):
                manager.reset_password(user.id, password)
            elif not manager.add_user(
                name, name, "Broadsheet", f"{name}@localhost", manager.find_role(role), password
            ):
                raise SystemExit(f"user {name}: Airflow did not create it; its log says why")


if __name__ == "__main__":
    subprocess.run(["airflow", "db", "migrate"], check=True)
    set_users()
