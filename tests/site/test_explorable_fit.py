"""<normal-fit>: a normal distribution over one with two humps, by forward and by reverse KL."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page

from tests.site.explorables import (
    FIT,
    WORST,
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
from tests.site.own_explorables import PLACES, area, divergences, log_mixture

WALK = 900  # milliseconds that the way to the minimum takes


@pytest.fixture
def fit(explorables: Page) -> Locator:
    """It as it is in the beginning, forward."""
    element = as_in_the_beginning(explorables, FIT)
    element.locator("[value=forward]").check()
    return element


def fitted(fit: Locator, direction: str, mu: float, sigma: float) -> tuple[float, float]:
    """Return where the button leads from a place."""
    fit.locator(f"[value={direction}]").check()
    fit.evaluate("(element, place) => element.move(place)", {"mu": mu, "sigma": sigma})
    fit.locator("#find").click()
    return state(fit)["mu"], state(fit)["sigma"]


def test_what_it_computes_is_what_the_definitions_give(fit: Locator) -> None:
    rows, worst = fit.evaluate(WORST)
    assert rows == 25
    assert worst <= 1e-9


def test_the_switch_says_which_divergence_is_large_and_which_cost_is_drawn(
    explorables: Page, fit: Locator
) -> None:
    forward, reverse = (f"{one:.4f}" for one in divergences(110, 10))
    assert [cell(fit, "forward"), cell(fit, "reverse")] == [forward, reverse]
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    for key, chosen, other, title in [
        ("ArrowDown", "reverse", "forward", "q log(q/p)"),
        ("ArrowDown", "forward", "reverse", "p log(p/q)"),
        ("ArrowUp", "reverse", "forward", "q log(q/p)"),
    ]:
        before = fit.locator("#cost-plot .costs").get_attribute("d")
        fit.locator("[type=radio]:checked").focus()
        explorables.keyboard.press(key)
        assert fit.locator("[type=radio]:checked").get_attribute("value") == chosen
        assert fit.locator(f"td#{chosen}").evaluate(size) > 1.4 * fit.locator(f"td#{other}").evaluate(size)
        assert fit.locator("#cost-plot text").first.text_content() == title
        assert fit.locator("#cost-plot .costs").get_attribute("d") != before
    assert fit.get_by_role("group", name="방향").get_by_role("radio").count() == 2
    assert state(fit) == {"mu": 110, "sigma": 10}


def test_the_cost_is_drawn_where_it_arises(explorables: Page, fit: Locator) -> None:
    """Forward, a curve over the children costs at the adults; reverse, one between them costs there."""
    highest = (
        "element => element.grid.reduce((best, x) => (element.costAt(x) > element.costAt(best) ? x : best))"
    )
    assert 160 < fit.evaluate(highest) < 180
    fit.evaluate("element => element.move({ mu: 125, sigma: 6 })")
    assert 160 < fit.evaluate(highest) < 180
    fit.locator("[value=reverse]").check()
    fit.evaluate("element => element.move({ mu: 146, sigma: 6 })")
    dearest = fit.evaluate(highest)
    assert 140 < dearest < 152
    spoken(explorables, FIT, f"뺀 값은 {cell(fit, 'reverse')}입니다")
    said = fit.locator("#cost-plot").get_attribute("aria-label") or ""
    assert f"뺀 값은 {cell(fit, 'reverse')}입니다" in said
    assert f"가장 높은 곳은 {dearest:.1f}센티미터입니다" in said
    known = fit.locator("#fit-plot").get_attribute("aria-label") or ""
    assert "평균 146.0센티미터, 표준편차 6.0센티미터인" in known
    assert all(cell(fit, name) in known for name in ("forward", "reverse"))


def test_keys_move_it(explorables: Page, fit: Locator) -> None:
    fit.locator("input#mu").focus()
    explorables.keyboard.press("ArrowRight")
    explorables.keyboard.press("Tab")
    explorables.keyboard.press("ArrowLeft")
    assert state(fit) == {"mu": 110.5, "sigma": 9.5}
    assert fit.locator("input#mu").get_attribute("aria-valuetext") == "평균 110.5센티미터"


def test_it_is_dragged_by_its_mean_and_by_its_deviation_on_either_side(
    explorables: Page, fit: Locator
) -> None:
    x, y = handle(fit, "fit-plot")
    drag(explorables, (x, y), (x + 100, y + 5))
    assert handle(fit, "fit-plot")[0] == pytest.approx(x + 100, abs=2)
    assert state(fit)["sigma"] == 10
    for mean, outwards in ((120, 1), (170, -1)):
        fit.evaluate("(element, mu) => element.move({ mu, sigma: 10 })", mean)
        x, y = handle(fit, "fit-plot", 0)
        assert (x - handle(fit, "fit-plot")[0]) * outwards > 0
        drag(explorables, (x, y), (x + 30 * outwards, y))
        assert state(fit)["mu"] == mean
        assert handle(fit, "fit-plot", 0)[0] == pytest.approx(x + 30 * outwards, abs=2)
        assert state(fit)["sigma"] > 13


def test_a_touch_moves_it(explorables_on_phone: Page) -> None:
    page = explorables_on_phone
    fit = as_in_the_beginning(page, FIT)
    place = handle(fit, "fit-plot")
    touch(page)(place, 90, 0)
    assert handle(fit, "fit-plot")[0] == pytest.approx(place[0] + 90, abs=2)


def test_forward_the_best_has_mean_and_deviation_of_the_whole_from_wherever_it_starts(fit: Locator) -> None:
    density = [math.exp(log_mixture(x)) for x in PLACES]
    mass = area(density)
    mean = area([x * one for x, one in zip(PLACES, density, strict=True)]) / mass
    spread = area([(x - mean) ** 2 * one for x, one in zip(PLACES, density, strict=True)]) / mass
    for place in [(110, 10), (180, 10), (195, 4), (145, 30)]:
        assert fitted(fit, "forward", *place) == pytest.approx((mean, math.sqrt(spread)), rel=1e-6)
    assert (f"{mean:.1f}", f"{math.sqrt(spread):.1f}") == ("142.2", "22.0")


def test_reverse_it_ends_on_the_hump_nearby_or_between_both(fit: Locator) -> None:
    children, adults = fitted(fit, "reverse", 110, 10), fitted(fit, "reverse", 180, 10)
    assert children == pytest.approx((125, 6), abs=0.1)
    fit.evaluate("(element, [mu, sigma]) => element.move({ mu, sigma })", children)
    assert abs(fit.evaluate("element => element.costAt(168) / element.costAt(125)")) < 1e-9
    assert adults == pytest.approx((168, 7), abs=0.1)
    between = fitted(fit, "reverse", 145, 20)
    assert 140 < between[0] < 152 and 18 < between[1] < 23
    ends = [divergences(*one)[1] for one in (children, adults, between)]
    assert ends == sorted(ends)
    for mu, sigma in (children, adults, between):
        around = [
            divergences(mu + by, sigma + other)[1] for by, other in ((1, 0), (-1, 0), (0, 0.5), (0, -0.5))
        ]
        assert min(around) > divergences(mu, sigma)[1]


@pytest.mark.parametrize("direction", ["forward", "reverse"])
def test_the_way_to_the_best_never_leads_up(fit: Locator, direction: str) -> None:
    fit.locator(f"[value={direction}]").check()
    for place in [(110, 10), (195, 4), (150, 30), (146, 5)]:
        fit.evaluate("(element, [mu, sigma]) => element.move({ mu, sigma })", place)
        costs = fit.evaluate(
            "(element) => element.way().map((one) => element.compute(one)[element.direction])"
        )
        assert len(costs) == 61
        assert all(later <= earlier + 1e-9 for earlier, later in pairwise(costs))


def test_the_way_is_shown_where_motion_is_welcome(bench: Bench) -> None:
    with bench.opened(still=False, only=FIT) as page:
        fit = brought_to_life(page, FIT)
        page.clock.install(time=0)
        page.clock.pause_at(60_000)
        fit.locator("#find").click()
        page.clock.run_for(WALK // 2)
        assert 112 < state(fit)["mu"] < 140
        page.clock.run_for(WALK)
        assert abs(state(fit)["sigma"] - 22) < 0.03
        assert cell(fit, "forward").startswith("0.56")
