"""Hands that change cells of a page and run them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

LESSON = "lessons/negative-log-likelihood/"
# All that a page allows itself: inline styles and the theme's own scripts stand in every page.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "worker-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'"
)
# Python takes a while to load where other tests run at the same time.
expect.set_options(timeout=90_000)


def cell_of(page: Page, name: str) -> Locator:
    return page.locator(f"#cell-{name}")


def status(cell: Locator) -> Locator:
    return cell.get_by_role("status")


def open_cell(page: Page, name: str) -> Locator:
    """Open a cell's editor, and wait until Python is ready; return the cell."""
    cell = cell_of(page, name)
    if (folded := cell.locator("details.cell-code:not([open]) > summary")).count():
        folded.click()
    cell.hover()
    cell.get_by_role("button", name="고쳐서 실행").click()
    expect(status(cell)).to_have_text("Ctrl+Enter를 누르면 실행됩니다.")
    return cell


def write_code(cell: Locator, code: str) -> None:
    editor = cell.locator(".cm-content")
    editor.click()
    editor.press("Control+a")
    editor.press("Backspace")
    cell.page.keyboard.insert_text(code)


def run(cell: Locator, said: str = "실행했습니다.") -> None:
    cell.get_by_role("button", name="실행", exact=True).click()
    expect(status(cell)).to_have_text(said)
