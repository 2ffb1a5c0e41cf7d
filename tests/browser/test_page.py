"""The page as people use it: by mouse, by keyboard, dark, narrow, with a screen reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.settings import Home
from tests.browser.chromium import serious
from tests.load.make import page as made
from tests.page.conftest import ATTACKS, HOURS, Client, publish_run, run_id

PAGES = {
    "sources": "/",
    "source": "/sources/gazette",
    "runs": "/runs",
    "run": f"/runs/{run_id(-1)}",
    "checks": "/checks",
    "rejects": "/rejects",
    "search": "/articles?q=mill",
    "today": "/today",
    "questions": "/questions",
    "question": "/questions/most-quoted",
    "check": "/checks/duplicates",
}


def open_mill(page: Page) -> None:
    """The article that changed, found through the search box."""
    page.goto("/articles")
    page.get_by_label('Words, or a "phrase"').fill('"stays shut"')
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="A title").get_by_role("link").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_for_a_screen_reader(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # a literal of Playwright's
    page.goto(PAGES[name])
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_in_an_article(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_mill(page)
    assert serious(page) == []
    page.get_by_role("link", name="see what changed").click()
    assert serious(page) == []
    page.goto("/articles?q=onerror")
    page.locator("ol.results h2 a").first.click()
    assert serious(page) == []
    page.get_by_role("link", name="All candidates").click()
    assert serious(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_narrow_screens_need_no_sideways_scrolling(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_article_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/articles?q=onerror")
    page.locator("ol.results h2 a").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_search_open_an_article_and_see_what_changed(page: Page) -> None:
    open_mill(page)
    expect(page.locator(".text")).to_contain_text("The mill stays shut.")
    page.get_by_role("link", name="see what changed").click()
    expect(page.get_by_role("status")).to_contain_text("passages differ")
    expect(page.locator("ins").first).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    page.get_by_label("After").select_option("1")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("status")).to_contain_text("read the same")


def test_a_quotation_leads_to_its_speaker_and_back(page: Page) -> None:
    page.goto("/articles?q=onerror")
    page.locator("ol.results h2 a").first.click()
    mark = page.locator(".text .quote").first
    expect(mark).to_be_visible()
    page.locator("a.speaker").first.click()
    assert page.url.endswith("#said-1")
    page.locator("#said-1 a").click()
    assert page.url.endswith("#quote-1")


def test_the_filter_and_the_order_of_urgency(page: Page) -> None:
    rows = page.locator("#sources tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.first).to_contain_text("set aside")
    expect(rows.nth(1)).to_contain_text("silent")
    page.get_by_label("Filter the sources").fill("gaz")
    expect(page.locator("#sources tbody tr:visible")).to_have_count(1)


def test_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto("/articles")
    page.get_by_label('Words, or a "phrase"').focus()
    page.keyboard.type("stays shut")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()


def test_charts_are_drawn_from_their_tables(page: Page) -> None:
    for path in ("/today", "/sources/gazette"):
        page.goto(path)
        expect(page.locator(".chart canvas")).to_be_visible()
        drawn = page.locator(".chart canvas").evaluate(
            "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v)"
        )
        assert drawn


def test_the_theme_of_airflow_is_followed(page: Page) -> None:
    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.emulate_media(color_scheme="light")
    light = ground()
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    assert ground() != light
    # Another document of the origin, as Airflow's is, changes it: no reload.
    other = page.context.new_page()
    other.goto("/runs")
    other.evaluate("localStorage.setItem('theme', 'light')")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_an_attack_stays_text(page: Page, number: int) -> None:
    page.goto("/articles?q=title+eve+summary&source=gazette")
    links = page.get_by_role("heading", name=f"Title {ATTACKS[number]}", exact=True)
    links.get_by_role("link").click()
    page.get_by_role("link", name="All candidates").click()
    page.go_back()
    for element in page.locator("main *").all()[:40]:
        element.dispatch_event("mouseover")
    assert page.locator("main img, main iframe, main script").count() == 0


def test_an_injected_script_is_refused(browser: Browser, site: Client) -> None:
    """Were something of the web ever let through, the policy would still hold it."""
    page = browser.new_page(base_url=site.base, extra_http_headers=dict(site.headers))
    page.goto("/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.owned = true";
            document.body.append(script);
            const image = "<img src=x onerror='window.owned = true'>";
            document.body.insertAdjacentHTML("beforeend", image);
        }"""
    )
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    assert page.evaluate("window.owned") is None
    page.close()


def test_a_new_snapshot_is_announced(page: Page, home: Home) -> None:
    expect(page.locator(".age")).to_contain_text("ago")
    publish_run(home, run_id(), [made("https://gazette.example/new", HOURS - 1, title="Fresh")])
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.get_by_role("link", name="A newer snapshot is published").click()
    expect(page.get_by_role("link", name="A newer snapshot is published")).to_have_count(0)
    page.get_by_role("link", name="Articles").click()
    expect(page.locator("ol.results")).to_contain_text("Fresh")


def test_a_chart_is_read_by_keyboard(page: Page) -> None:
    page.goto("/sources/gazette")
    chart = page.get_by_role("slider", name="gazette day by day")
    today = chart.get_attribute("aria-valuetext")
    assert today and "New articles" in today and "Failed fetches" in today
    chart.focus()
    page.keyboard.press("ArrowLeft")
    before = chart.get_attribute("aria-valuetext")
    assert before and before[:10] < today[:10]
    expect(chart.locator(".u-legend")).to_contain_text(before[:10])
    page.keyboard.press("Home")
    expect(chart).to_have_attribute("aria-valuenow", "0")
    page.keyboard.press("End")
    expect(chart).to_have_attribute("aria-valuetext", today)
    page.emulate_media(color_scheme="dark")
    expect(chart).to_have_attribute("aria-valuetext", today)
