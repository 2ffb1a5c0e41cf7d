"""The page inside a real Airflow: log in, open it from the navigation, read, follow logs out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, FrameLocator, Page, expect
from rich.console import Console

from pipeline.commands.demo import add_sample_sources, demo
from pipeline.sample.server import serve
from pipeline.settings import Home
from scripts.airflow_standalone import free_port
from tests.browser.chromium import serious
from tests.live.rest import eventually
from tests.live.rules import articles_with, blocks_of, learn
from tests.live.running import Instance, running

PICTURES = os.environ.get("PICTURES")  # a folder: the screenshots of docs/health-page.md go there

pytestmark = pytest.mark.timeout(420)


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The sample outlet, read once by the command line and, changed since, once by a DAG run."""
    folder, home = tmp_path_factory.mktemp("airflow"), Home(tmp_path_factory.mktemp("data"))
    port = free_port()
    assert demo(home, Console(quiet=True), port=port)
    with running(folder, home.root, {}) as airflow, serve(port, edition=2) as outlet:
        add_sample_sources(home, outlet.base)
        run = airflow.operator.trigger("ingest", sources=["alder-ledger"], force=True)
        assert airflow.admin.wait("ingest", run, 240) == "success"
        yield airflow


@pytest.fixture(scope="module")
def tab(browser: Browser, airflow: Instance) -> Iterator[Page]:
    """A tab in which the viewer has logged in through Airflow's form."""
    with browser.new_context(viewport={"width": 1360, "height": 860}) as context:
        yield log_in(context.new_page(), airflow.address, "viewer", airflow.viewer.password)


def log_in(tab: Page, address: str, user: str, password: str) -> Page:
    tab.goto(address)
    tab.locator("input[name=username]").fill(user)
    tab.locator("input[type=password]").fill(password)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("link", name="Broadsheet", exact=True).first).to_be_visible(
        timeout=60_000
    )
    return tab


@pytest.fixture
def frame(tab: Page, airflow: Instance) -> FrameLocator:
    """The page, opened from the navigation."""
    tab.goto(airflow.address)
    tab.get_by_role("link", name="Broadsheet", exact=True).first.click()
    frame = tab.frame_locator("iframe[title=Broadsheet]")
    expect(frame.get_by_role("heading", name="Sources")).to_be_visible(timeout=30_000)
    return frame


def picture(tab: Page, name: str) -> None:
    if PICTURES:
        painted = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))"
        tab.frames[-1].wait_for_load_state("load")
        tab.frames[-1].evaluate(painted)
        tab.screenshot(path=f"{PICTURES}/{name}.png")


def test_without_a_token_nothing_and_nobody_writes(airflow: Instance) -> None:
    for path in ("/", "/articles", "/runs", "/snapshot.json"):
        address = f"{airflow.address}/broadsheet{path}"
        assert requests.get(address, timeout=60).status_code == 401
        for user in (airflow.viewer, airflow.operator, airflow.admin):
            assert user.session.get(address, timeout=60).status_code == 200
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                assert user.session.request(method, address, timeout=60).status_code == 405


def test_sources_and_one_source(tab: Page, frame: FrameLocator) -> None:
    picture(tab, "sources")
    frame.get_by_role("link", name="alder-ledger").first.click()
    expect(frame.locator(".chart canvas")).to_be_visible()
    picture(tab, "source")


def test_a_run_leads_to_the_logs_of_its_tasks(
    tab: Page, frame: FrameLocator, airflow: Instance
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


def test_a_question_and_a_narrow_screen(tab: Page, frame: FrameLocator) -> None:
    frame.get_by_role("link", name="Questions").click()
    frame.get_by_role("link", name=re.compile("Who is quoted most")).click()
    expect(frame.locator("svg.share").first).to_be_visible()
    picture(tab, "question")
    tab.set_viewport_size({"width": 420, "height": 860})
    frame.get_by_role("link", name="Articles", exact=True).click()
    frame.get_by_role("heading", name="Ferry").get_by_role("link").first.click()
    expect(frame.locator(".text .quote").first).to_be_visible()
    picture(tab, "article-narrow")
    tab.set_viewport_size({"width": 1360, "height": 860})


def test_today_in_the_dark(tab: Page, frame: FrameLocator) -> None:
    frame.get_by_role("link", name="Today").click()
    expect(frame.locator(".chart canvas")).to_be_visible()
    tab.evaluate("localStorage.setItem('theme', 'dark')")
    tab.reload()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert serious(tab.frames[-1]) == []
    picture(tab, "today-dark")
    tab.evaluate("localStorage.setItem('theme', 'light')")


@pytest.fixture(scope="module")
def operator_tab(browser: Browser, airflow: Instance) -> Iterator[Page]:
    """A tab in which the operator has logged in."""
    with browser.new_context(viewport={"width": 1360, "height": 860}) as context:
        yield log_in(context.new_page(), airflow.address, "operator", airflow.operator.password)


def test_the_graph_and_the_form_of_ingest(operator_tab: Page, airflow: Instance) -> None:
    tab = operator_tab
    tab.goto(f"{airflow.address}/dags/ingest")
    tab.get_by_label("Show Graph").click()
    expect(tab.get_by_test_id("rf__node-verdict")).to_be_visible()
    picture(tab, "airflow/graph")
    tab.get_by_test_id("trigger-dag-button").click()
    form = tab.get_by_role("dialog")
    for field in ("Sources", "Paths", "From", "To"):
        expect(form.get_by_text(field, exact=True).first).to_be_visible()
    picture(tab, "airflow/form")
    tab.keyboard.press("Escape")


def test_a_person_approves_what_was_read_again(operator_tab: Page, airflow: Instance) -> None:
    block = blocks_of(airflow.home, "alder-ledger")[0]
    learn(airflow.home, "alder-ledger", 1, block)
    assert articles_with(airflow.home, block) > 0
    run = airflow.operator.trigger("reprocess", sources=["alder-ledger"])
    eventually(
        lambda: airflow.admin.states("reprocess", run).get("approve") == "awaiting_input",
        240,
        "approve waits",
    )
    tab = operator_tab
    tab.goto(f"{airflow.address}/dags/reprocess/runs/{run}/tasks/approve/required_actions")
    expect(tab.get_by_role("cell", name="alder-ledger").first).to_be_visible()
    picture(tab, "airflow/approval")
    tab.get_by_role("button", name="Approve").click()
    assert airflow.admin.wait("reprocess", run, 240) == "success"
    assert articles_with(airflow.home, block) == 0
