"""Browser tests measure text in the fonts that they bring, not in those of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from tests.site.fonts import FAMILIES, KOREAN, LATIN, Launch, use_only

TEXT, SIZE = "키가 큰 사람 168cm", 100.0
REGULAR = KOREAN / "400Regular" / "NanumGothic_400Regular.ttf"


def width_in(browser: Browser, address: str) -> float:
    """Return the width of a text on a page in the font of the site, in pixels."""
    page = browser.new_page()
    page.goto(address + "about/", wait_until="load")
    ruler = f"<span id=ruler style='font-size: {SIZE}px; white-space: nowrap'>{TEXT}</span>"
    page.locator("article p").first.evaluate("(one, ruler) => (one.innerHTML = ruler)", ruler)
    return float(page.locator("#ruler").evaluate("one => one.getBoundingClientRect().width"))


def width_of_letters(path: Path) -> float:
    """Return the width that a font file gives to the text, in pixels."""
    with TTFont(path) as font:
        letters, widths = font.getBestCmap(), font["hmtx"]
        units: int = sum(widths[letters[ord(letter)]][0] for letter in TEXT)
        return float(units * SIZE / font["head"].unitsPerEm)


def narrow_font(folder: Path) -> Path:
    """Write a font of the same name whose letters are two thirds as large, and return its folder."""
    folder.mkdir()
    with TTFont(REGULAR) as font:
        font["head"].unitsPerEm = font["head"].unitsPerEm * 3 // 2
        font.save(folder / REGULAR.name)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="browsers ask fontconfig on Linux only")
@pytest.mark.parametrize("has_korean", [False, True], ids=["no Korean font", "another one"])
def test_the_fonts_of_the_machine_change_nothing(
    launch: Launch, address: str, has_korean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [LATIN, narrow_font(tmp_path / "narrow")] if has_korean else [LATIN]
    for name, value in use_only(there, FAMILIES, tmp_path).items():
        monkeypatch.setenv(name, value)
    brought = width_of_letters(REGULAR)
    with launch(own_fonts=False) as browser:
        assert abs(width_in(browser, address) - brought) > SIZE
    with launch() as browser:
        # A browser may round the width of each letter to whole pixels.
        assert width_in(browser, address) == pytest.approx(brought, abs=len(TEXT) / 2)
