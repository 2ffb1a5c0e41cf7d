"""Who may read: nobody without the token, and nobody may write."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest
import requests

from pipeline.settings import Home
from tests.page.conftest import TOKEN, Client

PAGES = ("/", "/runs", "/checks", "/rejects", "/articles", "/today", "/snapshot.json")


@pytest.mark.parametrize("path", PAGES)
def test_without_the_token_nothing(client: Client, path: str) -> None:
    answer = requests.get(client.base + path, headers={"Accept": "text/html"}, timeout=20)
    assert answer.status_code == 401
    assert "gazette" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_wrong_token_is_refused(client: Client) -> None:
    answer = requests.get(client.base, headers={"Authorization": f"Bearer {TOKEN}x"}, timeout=20)
    assert answer.status_code == 401
    assert requests.get(f"{client.base}/?token=x", timeout=20).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_can_be_written(client: Client, method: str, path: str) -> None:
    assert client.ask(path, method).status_code == 405


def test_the_address_gives_a_cookie_that_scripts_cannot_read(client: Client) -> None:
    answer = requests.get(
        f"{client.base}/articles?q=mill&token={TOKEN}", allow_redirects=False, timeout=20
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/articles?q=mill"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]


def test_serve_prints_its_address_and_answers_only_to_its_own_name(home: Home) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "serve"]
    with subprocess.Popen(
        [*command, "--port", "0", "--home", str(home.root)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            printed = process.stdout.readline() + process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", printed)
            assert found, printed
            opened = requests.get(found.group(), timeout=20)
            assert opened.status_code == 200 and "gazette" in opened.text
            rebound = requests.get(found.group(), headers={"Host": "evil.example"}, timeout=20)
            assert rebound.status_code == 400
        finally:
            process.send_signal(signal.SIGINT)
