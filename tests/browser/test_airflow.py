"""The page inside a real Airflow: log in, open it from the navigation, read, follow logs out."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, FrameLocator, Page, expect
from rich.console import Console

from pipeline.commands.demo import add_sample_sources, demo
from pipeline.sample.server import serve
from pipeline.settings import Home
from scripts.airflow_standalone import free_port
from tests.browser.chromium import serious
from tests.live.rest import schedule_at_rest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "airflow_standalone.py"
PICTURES = os.environ.get("PICTURES")  # a folder: the screenshots of docs/health-page.md go there

pytestmark = pytest.mark.timeout(420)


@dataclass(frozen=True)
class Airflow:
    """A running Airflow with a run of ``ingest`` behind it."""

    address: str
    passwords: dict[str, str]
    run: str

    def token(self, user: str) -> dict[str, str]:
        answer = requests.post(
            f"{self.address}/auth/token",
            json={"username": user, "password": self.passwords[user]},
            timeout=60,
        )
        answer.raise_for_status()
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    """The sample outlet, read once by the command line and, changed since, once by a DAG run."""
    folder, home = tmp_path_factory.mktemp("airflow"), Home(tmp_path_factory.mktemp("data"))
    outlet_port, port = free_port(), free_port()
    assert demo(home, Console(quiet=True), port=outlet_port)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AIRFLOW")} | {
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        "BROADSHEET_SCHEDULE": schedule_at_rest(),
    }
    command = [sys.executable, str(SCRIPT), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--airflow-home", str(folder), "--home", str(home.root)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        for line in process.stdout:  # it prints an empty line once it answers
            if line == "\n":
                break
        passwords = json.loads((folder / "passwords.json").read_text())
        airflow = Airflow(f"http://localhost:{port}", passwords, "")
        with serve(outlet_port, edition=2) as outlet:
            add_sample_sources(home, outlet.base)
            yield Airflow(airflow.address, passwords, _ingest(airflow))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _ingest(airflow: Airflow) -> str:
    """Run ``ingest`` to its end; the id of the DAG run."""
    dag = f"{airflow.address}/api/v2/dags/ingest"
    with requests.Session() as session:
        session.headers.update(airflow.token("admin"))
        conf = {"sources": ["alder-ledger"], "force": True}
        while (
            started := session.post(
                f"{dag}/dagRuns", json={"logical_date": None, "conf": conf}, timeout=60
            )
        ).status_code == 404:  # the DAG is not parsed yet; the test's own timeout ends this
            pass
        assert started.ok, started.text
        run = str(started.json()["dag_run_id"])
        while (state := session.get(f"{dag}/dagRuns/{run}", timeout=60).json()["state"]) in (
            "queued",
            "running",
        ):
            pass
        assert state == "success"
    return run


@pytest.fixture(scope="module")
def tab(browser: Browser, airflow: Airflow) -> Iterator[Page]:
    """A tab in which the viewer has logged in through Airflow's form."""
    with browser.new_context(viewport={"width": 1360, "height": 860}) as context:
        tab = context.new_page()
        tab.goto(airflow.address)
        tab.locator("input[name=username]").fill("viewer")
        tab.locator("input[type=password]").fill(airflow.passwords["viewer"])
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("link", name="Broadsheet").first).to_be_visible(timeout=60_000)
        yield tab


@pytest.fixture
def frame(tab: Page, airflow: Airflow) -> FrameLocator:
    """The page, opened from the navigation."""
    tab.goto(airflow.address)
    tab.get_by_role("link", name="Broadsheet").first.click()
    frame = tab.frame_locator("iframe[title=Broadsheet]")
    expect(frame.get_by_role("heading", name="Sources")).to_be_visible(timeout=30_000)
    return frame


def picture(tab: Page, name: str) -> None:
    if PICTURES:
        painted = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))"
        tab.frames[-1].wait_for_load_state("load")
        tab.frames[-1].evaluate(painted)
        tab.screenshot(path=f"{PICTURES}/{name}.png")


def test_without_a_token_nothing_and_nobody_writes(airflow: Airflow) -> None:
    for path in ("/", "/articles", "/runs", "/snapshot.json"):
        address = f"{airflow.address}/broadsheet{path}"
        assert requests.get(address, timeout=60).status_code == 401
        for user in ("viewer", "operator", "admin"):
            headers = airflow.token(user)
            assert requests.get(address, headers=headers, timeout=60).status_code == 200
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                answer = requests.request(method, address, headers=headers, timeout=60)
                assert answer.status_code == 405


def test_sources_and_one_source(tab: Page, frame: FrameLocator) -> None:
    picture(tab, "sources")
    frame.get_by_role("link", name="alder-ledger").first.click()
    expect(frame.locator(".chart canvas")).to_be_visible()
    picture(tab, "source")


def test_a_run_leads_to_the_logs_of_its_tasks(
    tab: Page, frame: FrameLocator, airflow: Airflow
) -> None:
    frame.get_by_role("link", name="Runs").click()
    expect(frame.get_by_role("heading", name="Runs")).to_be_visible()
    frame.locator("tbody th a").first.click()
    expect(frame.get_by_role("heading", name="Airflow's tasks")).to_be_visible()
    picture(tab, "run")
    frame.get_by_role("row", name=re.compile("^load ")).get_by_role("link").click()
    tab.wait_for_url(re.compile("/dags/ingest/runs/.*/tasks/load"))


def test_search_an_article_and_what_changed(tab: Page, frame: FrameLocator) -> None:
    frame.get_by_role("link", name="Articles", exact=True).click()
    frame.get_by_label('Words, or a "phrase"').fill("ferry talks")
    frame.get_by_label("Source").select_option("alder-ledger")
    frame.get_by_role("button", name="Search").click()
    expect(frame.locator("mark").first).to_be_visible()
    picture(tab, "search")
    frame.get_by_role("link", name="2 versions").click()
    expect(frame.locator("ins").first).to_be_visible()
    picture(tab, "changes")
    frame.locator("h1 a").click()
    expect(frame.locator(".text .quote").first).to_be_visible()
    picture(tab, "article")
    assert serious(tab.frames[-1]) == []


def test_today_in_the_dark(tab: Page, frame: FrameLocator) -> None:
    frame.get_by_role("link", name="Today").click()
    expect(frame.locator(".chart canvas")).to_be_visible()
    tab.evaluate("localStorage.setItem('theme', 'dark')")
    tab.reload()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert serious(tab.frames[-1]) == []
    picture(tab, "today-dark")
    tab.evaluate("localStorage.setItem('theme', 'light')")
