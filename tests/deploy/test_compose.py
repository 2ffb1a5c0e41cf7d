"""docker-compose.yml: valid, complete, and without a secret that everybody knows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.make_env import MAKERS, complete

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
AIRFLOW = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The file as compose reads it: anchors and variables resolved."""
    env = tmp_path_factory.mktemp("env") / ".env"
    complete(env)
    command = [_tool("podman-compose"), "--dry-run", "--env-file", str(env), "-f", str(COMPOSE)]
    done = subprocess.run([*command, "config"], capture_output=True, text=True, check=True)
    parsed: dict[str, Any] = yaml.safe_load(done.stdout)
    return parsed


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def test_it_fits_the_compose_schema() -> None:
    command = [_tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_service_is_there_limited_watched_and_ordered(config: dict[str, Any]) -> None:
    services = config["services"]
    assert set(services) == AIRFLOW | {"postgres", "redis"}
    for name, service in services.items():
        assert service["mem_limit"] and service["cpus"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        if name != "init":  # it ends; the others wait for its success
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name
    for name in AIRFLOW - {"init"}:
        assert services[name]["depends_on"]["init"]["condition"] == "service_completed_successfully"
    assert services["worker"]["depends_on"]["api-server"]["condition"] == "service_healthy"
    assert "container_name" not in services["worker"]  # it could not be scaled


def test_airflow_is_not_root_and_cannot_write_its_dags(config: dict[str, Any]) -> None:
    for name in AIRFLOW:
        service = config["services"][name]
        assert not service["user"].startswith("0:"), name
        assert service["cap_drop"] == ["ALL"], name
        code = [v for v in service["volumes"] if re.search("/(dags|plugins):", str(v))]
        assert all(str(v).endswith(":ro") for v in code), name


def test_versions_are_pinned_and_only_the_page_is_reachable(config: dict[str, Any]) -> None:
    for name, service in config["services"].items():
        assert re.search(r":\d+\.\d+", service["image"]), service["image"]
        assert ("ports" in service) == (name == "api-server"), name
    assert config["services"]["api-server"]["ports"] == ["127.0.0.1:8080:8080"]
    locked = re.search(r"^apache-airflow==(\S+)", (ROOT / "requirements.lock").read_text(), re.M)
    assert locked
    for file in (COMPOSE, ROOT / "Dockerfile"):
        assert f"apache/airflow:{locked[1]}-python3.11" in file.read_text()


@pytest.mark.parametrize("secret", [name for name in MAKERS if name != "AIRFLOW_UID"])
def test_no_secret_has_a_default(secret: str) -> None:
    uses = re.findall(r"\$\{" + secret + r"\b([^}]*)\}", COMPOSE.read_text())
    assert uses
    assert set(uses) == {":?run make env"}


def test_the_env_file_is_private_complete_and_stable(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("JWT_SECRET=kept\nMINE=too")
    assert set(complete(env)) == set(MAKERS) - {"JWT_SECRET"}
    first = env.read_text()
    assert "JWT_SECRET=kept\nMINE=too\n" in first
    assert complete(env) == []
    assert env.read_text() == first
    assert env.stat().st_mode & 0o777 == 0o600


def test_two_machines_have_no_secret_in_common(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for file in (one, two):
        complete(file)
    values = [
        {line.partition("=")[2] for line in file.read_text().splitlines() if "=" in line}
        for file in (one, two)
    ]
    assert len(values[0] & values[1]) <= 1  # AIRFLOW_UID
    assert "AIRFLOW_UID=0" not in one.read_text()
