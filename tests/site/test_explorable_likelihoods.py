"""The explorables of likelihoods: what they compute, and how they are used by hand, keyboard and ear."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.site.explorables import (
    NORMAL,
    SHARE,
    Bench,
    as_in_the_beginning,
    brought_to_life,
    cell,
    drag,
    handle,
    spoken,
    state,
    touch,
)


@pytest.fixture
def normal(explorables: Page) -> Locator:
    """The one of the heights, as it is in the beginning."""
    return as_in_the_beginning(explorables, NORMAL)


def test_the_table_shows_what_was_computed_as_the_page_writes_it(explorables: Page, normal: Locator) -> None:
    normal.evaluate("element => element.move({ mu: 168 })")
    assert cell(normal, "likelihood") == "2.59×10−12"
    assert cell(normal, "log-likelihood") == "−26.681"
    assert cell(normal, "nll") == "26.681"
    assert cell(normal, "density") == "0.0520~0.0797"
    share = brought_to_life(explorables, SHARE)
    share.evaluate("element => element.move({ p: 0.7 })")
    assert cell(share, "likelihood") == "0.002224"
    assert cell(share, "gradient") == "0.000"
    share.evaluate("element => element.move({ p: 0.9 })")
    assert cell(share, "gradient") == "22.222"


def test_keys_move_them_and_the_words_follow(explorables: Page, normal: Locator) -> None:
    mean = normal.locator("input#mu")
    before = normal.locator("#density-plot").get_attribute("aria-label") or ""
    mean.focus()
    explorables.keyboard.press("ArrowRight")
    assert state(normal) == {"mu": 160.1, "sigma": 5}
    assert mean.get_attribute("aria-valuetext") == "평균 160.1센티미터"
    assert normal.locator("#mu-value").inner_text() == "160.1"
    explorables.keyboard.press("PageUp")
    explorables.keyboard.press("End")
    assert state(normal)["mu"] == 180
    explorables.keyboard.press("Home")
    explorables.keyboard.press("Tab")
    explorables.keyboard.press("ArrowLeft")
    assert state(normal) == {"mu": 160, "sigma": 4.9}
    assert normal.locator("#density-plot").get_attribute("aria-label") == before
    said = spoken(explorables, NORMAL, "표준편차 4.9인")
    after = normal.locator("#density-plot").get_attribute("aria-label") or ""
    assert "평균 160.0, 표준편차 4.9인" in after
    assert after != before
    assert after in said
    assert f"높이 {cell(normal, 'nll')}에" in said


def test_the_curve_is_dragged_by_its_mean_and_by_its_deviation(explorables: Page, normal: Locator) -> None:
    x, y = handle(normal, "density-plot")
    drag(explorables, (x, y), (x + 100, y + 5))
    moved = state(normal)
    assert moved["sigma"] == 5
    assert handle(normal, "density-plot")[0] == pytest.approx(x + 100, abs=1)
    x, y = handle(normal, "density-plot", 0)
    drag(explorables, (x + 2, y), (x - 28, y))
    assert state(normal)["mu"] == moved["mu"]
    assert 1.5 <= state(normal)["sigma"] < 4.5
    explorables.mouse.move(x + 200, y)
    # Values go by tenths, which are up to two pixels apart.
    assert handle(normal, "density-plot", 0)[0] == pytest.approx(x - 30, abs=1.1)


def test_a_touch_on_the_slope_moves_the_share_but_scrolling_does_not(explorables_on_phone: Page) -> None:
    page = explorables_on_phone
    share = as_in_the_beginning(page, SHARE)
    share.locator("#nll-plot").scroll_into_view_if_needed()
    place = handle(share, "nll-plot")
    finger = touch(page)
    finger(place, 80, 0)
    moved = state(share)["p"]
    assert moved > 0.6
    assert handle(share, "nll-plot")[0] == pytest.approx(place[0] + 80, abs=2)

    top = page.evaluate("scrollY")
    finger(place, 0, 160)
    page.wait_for_function("top => scrollY < top - 50", arg=top)
    assert state(share)["p"] == moved


def test_the_best_are_the_maximum_likelihood_estimates(explorables: Page, normal: Locator) -> None:
    assert normal.evaluate("element => element.best()") == {
        "mu": pytest.approx(168.344),
        "sigma": pytest.approx(2.6207, abs=1e-4),
    }
    assert brought_to_life(explorables, SHARE).evaluate("element => element.best()") == {"p": 0.7}


def test_the_way_to_the_best_is_shown_to_others_and_ends_there(bench: Bench) -> None:
    with bench.opened(still=False, only=SHARE) as page:
        share = brought_to_life(page, SHARE)
        share.locator("#find").click()
        page.wait_for_function(
            "(({ p }) => p > 0.51 && p < 0.69)(document.querySelector('share-likelihood').state)"
        )
        page.wait_for_function("document.querySelector('share-likelihood').state.p === 0.7")
        assert cell(share, "nll") == "6.109"
