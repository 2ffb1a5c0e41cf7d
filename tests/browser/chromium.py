"""Debian's Chromium driven by Playwright, and axe-core's verdict on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",  # the tests run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=30_000)  # a machine may have more to do than this
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; the test is skipped on a machine that has none."""
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def complaints(page: Page) -> list[str]:
    """A list that fills with the page's errors, refused scripts and styles, and dialogs."""
    heard: list[str] = []

    def dialog(d: Any) -> None:
        heard.append(f"dialog: {d.message}")
        d.dismiss()

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    return heard


def serious(frame: Page | Frame) -> list[str]:
    """What axe-core finds serious or critical in a page (WCAG 2.2 A and AA, best practice)."""
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    found = frame.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
