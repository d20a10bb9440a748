"""Explorables in the reader's own few colors: which curve is which, and where the sliders are."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.site.explorables import DIVERGENCES, FIT, NORMAL, SCORES, VECTORS, Bench, brought_to_life

DASHES = "one => getComputedStyle(one).strokeDasharray"


@pytest.fixture(scope="module")
def forced(bench: Bench) -> Iterator[Page]:
    with bench.opened(forced_colors="active") as opened:
        yield opened


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, forced: Page) -> Page:
    forced.emulate_media(color_scheme=request.param)
    return forced


def counts(one: Locator, inset: int = 0) -> Counter[Any]:
    """Return how many pixels of an element on the screen have each color."""
    image = Image.open(io.BytesIO(one.screenshot())).convert("RGB")
    inner = image.crop((inset, inset, image.width - inset, image.height - inset))
    return Counter({color: count for count, color in inner.getcolors(1 << 24) or []})


def colors(one: Locator, inset: int = 2) -> set[Any]:
    """Return the colors of an element on the screen, without its edge."""
    return set(counts(one, inset))


def common(one: Locator) -> Any:
    """Return the most frequent color of an element on the screen."""
    return counts(one).most_common(1)[0][0]


@pytest.mark.parametrize("name", [NORMAL, VECTORS])
def test_sliders_show_their_tracks_and_thumbs(page: Page, name: str) -> None:
    slider = brought_to_life(page, name).locator("input[type=range]").first
    image = Image.open(io.BytesIO(slider.screenshot())).convert("RGB")
    middle = [image.getpixel((image.width * part // 100, image.height // 2)) for part in (1, 99)]
    above = image.getpixel((1, 1))
    assert all(one != above for one in middle), "the track is drawn from end to end"
    assert len(colors(slider)) > 2, "and the thumb in another color"


def test_each_distribution_has_a_pattern_of_its_own(page: Page) -> None:
    element = brought_to_life(page, DIVERGENCES)
    plain, hatched, dotted = (element.locator(f".key.{name}").first for name in ("p", "q", "extra"))
    assert len(colors(plain)) == 1
    assert len(colors(hatched)) > 1 and len(colors(dotted)) > 1
    bar = element.locator(".bar .filled").first
    assert common(element.locator("td").first) not in colors(bar), "a bar is not paper"
    handles = element.locator(".bar .top")
    assert len(colors(handles.first, 0)) > 1, "the bars' handles are seen"


def test_the_fit_and_the_density_are_lines_and_what_they_fit_is_dashed(page: Page) -> None:
    plot = brought_to_life(page, FIT).locator("#fit-plot")
    assert plot.locator(".curve").evaluate(DASHES) == "none"
    assert plot.locator(".outline").evaluate(DASHES) != "none"
    plot = brought_to_life(page, NORMAL).locator("#density-plot")
    assert plot.locator(".curve").evaluate(DASHES) == "none"
    assert plot.locator(".stem").first.evaluate(DASHES) != "none"
    strokes = "all => all.map(one => getComputedStyle(one).stroke)"
    assert len(set(plot.locator(".curve, .handle, .stem").evaluate_all(strokes))) == 3


def test_components_of_vectors_are_drawn(page: Page) -> None:
    parts = brought_to_life(page, SCORES).locator(".part")
    assert any(len(colors(part, 0)) > 1 for part in parts.all()[:6])
