"""The window that tests share tells none of them of another."""

from __future__ import annotations

from tests.site.windows import DESKTOP, PHONE, Windows

KEEP = """() => {
  localStorage.kept = sessionStorage.kept = document.cookie = "kept=yes"
  window.kept = true
}"""
KEPT = """() => [localStorage.length, sessionStorage.length, document.cookie, "kept" in window,
  innerWidth, matchMedia("(prefers-color-scheme: dark)").matches,
  matchMedia("(prefers-reduced-motion: reduce)").matches, matchMedia("print").matches]"""


def test_a_window_knows_nothing_of_what_was_kept_in_it_before(windows: Windows, address: str) -> None:
    for page in (windows.open(PHONE, "dark", reduced_motion=True), windows.open_new(PHONE, "dark")):
        page.goto(address + "assets/site.css")
        page.evaluate(KEEP)
        page.emulate_media(media="print")
        assert page.evaluate(KEPT)[:6] == [1, 1, "kept=yes", True, PHONE["width"], True]
    windows.forget()
    for page in (windows.open(), windows.open_new()):
        page.goto(address + "assets/site.css")
        assert page.evaluate(KEPT) == [0, 0, "", False, DESKTOP["width"], False, False, False]
