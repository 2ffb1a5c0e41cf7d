"""The page served without Airflow, and a browser that has its token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.settings import Home
from tests.browser.chromium import chromium, complaints
from tests.page.conftest import TOKEN, Client, pages, publish_run, run_id, served


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("browser"))
    publish_run(home, run_id(-1), list(pages(run_id(-1))))
    return home


@pytest.fixture(scope="session")
def site(home: Home) -> Iterator[Client]:
    with served(home) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, site: Client) -> Iterator[Page]:
    """A tab on the first page; whatever it complained of fails the test."""
    with browser.new_context(
        base_url=site.base, viewport={"width": 1280, "height": 900}
    ) as context:
        page = context.new_page()
        heard = complaints(page)
        page.goto(f"/?token={TOKEN}")
        yield page
        assert not heard


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder is run by ``make test-browser``."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
