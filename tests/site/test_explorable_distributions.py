"""<two-distributions>: two distributions whose bars readers move, and how entropy and divergence follow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.site.explorables import (
    DIVERGENCES,
    ENTROPIES,
    WORST,
    Bench,
    as_in_the_beginning,
    brought_to_life,
    cell,
    drag,
    middle,
    spoken,
    state,
    touch,
)
from tests.site.own_explorables import DISTRIBUTIONS, P, Q, measures

CELLS = ["entropy-p", "entropy-q", "cross-pq", "cross-qp", "kl-pq", "kl-qp"]


@pytest.fixture
def both(explorables: Page) -> Locator:
    """The one that shows all measures, as it is in the beginning."""
    return as_in_the_beginning(explorables, DIVERGENCES)


def shares(element: Locator, of: str) -> list[float]:
    return [value for name, value in state(element).items() if name.startswith(of)]


def top(element: Locator, bar: str) -> tuple[float, float]:
    return middle(element.locator(f"#{bar} .top"))


def widths(element: Locator, of: str) -> list[float]:
    """Return how wide the two parts of a sum and its whole are, in nats."""
    boxes = [
        element.locator(f"#sum-{of} {one}").bounding_box()
        for one in (".lane", ".filled >> nth=0", ".lane .extra")
    ]
    boxes.append(element.locator(f"#sum-{of} div.total").bounding_box())
    lane, *parts = [box["width"] if box else 0.0 for box in boxes]
    return [3 * part / lane for part in parts]


@pytest.mark.parametrize("name", [ENTROPIES, DIVERGENCES])
def test_what_they_compute_is_what_the_definitions_give_zeros_included(explorables: Page, name: str) -> None:
    rows, worst = as_in_the_beginning(explorables, name).evaluate(WORST)
    assert rows == len(DISTRIBUTIONS) * (len(DISTRIBUTIONS) - 1)
    assert worst <= 1e-9


def test_the_table_shows_what_the_page_asks_for(explorables: Page, both: Locator) -> None:
    texts = [f"{value:.4f}" for value in measures(P, Q)]
    assert [cell(both, name) for name in CELLS] == texts
    entropies = as_in_the_beginning(explorables, ENTROPIES)
    assert [cell(entropies, name) for name in CELLS[:4]] == texts[:4]
    assert entropies.locator("tr").count() == 4
    said = entropies.evaluate("element => element.shadowRoot.querySelector('.box').outerHTML")
    assert "KL" not in said


def test_cross_entropy_is_seen_as_entropy_and_what_comes_on_top(both: Locator) -> None:
    for p, q, of in ((P, Q, "pq"), (Q, P, "qp")):
        entropy, _, cross, _, divergence, _ = measures(p, q)
        assert widths(both, of) == [pytest.approx(one, abs=0.01) for one in (entropy, divergence, cross)]
    assert both.locator(".beyond").count() == 0


def test_keys_move_a_bar_and_the_others_follow_in_proportion(explorables: Page, both: Locator) -> None:
    bar = both.locator("#p1")
    bar.focus()
    steps = [("ArrowUp", 0.51), ("ArrowRight", 0.52), ("ArrowLeft", 0.51), ("ArrowDown", 0.5)]
    for key, share in [*steps, ("PageUp", 0.6), ("PageDown", 0.5), ("PageUp", 0.6)]:
        explorables.keyboard.press(key)
        rest = [(1 - share) * part for part in (1 / 2, 1 / 4, 1 / 4)]
        assert shares(both, "p") == pytest.approx([share, *rest], rel=1e-12)
        assert bar.get_attribute("aria-valuenow") == f"{share:g}"
    assert shares(both, "q") == list(Q)
    explorables.keyboard.press("End")
    assert shares(both, "p") == [1, 0, 0, 0]
    assert cell(both, "entropy-p") == "0.0000"
    explorables.keyboard.press("ArrowDown")
    assert shares(both, "p") == pytest.approx([0.99, *[0.01 / 3] * 3], rel=1e-12)
    explorables.keyboard.press("Tab")
    explorables.keyboard.press("Home")
    assert shares(both, "q") == pytest.approx([0, *(share / 0.9 for share in Q[1:])], rel=1e-12)


def test_what_the_model_rules_out_costs_without_end(explorables: Page, both: Locator) -> None:
    both.locator("#q1").focus()
    explorables.keyboard.press("Home")
    assert [cell(both, name) for name in ("cross-pq", "kl-pq")] == ["∞", "∞"]
    assert float(cell(both, "kl-qp")) > 0
    assert both.locator(".beyond").evaluate_all("all => all.map(one => one.id)") == ["sum-pq"]
    entropy, rest, whole = widths(both, "pq")
    assert [entropy + rest, whole] == pytest.approx([3, 3], abs=0.01)
    infinite = f"엔트로피 {cell(both, 'entropy-p')}, KL 발산 무한대, 둘을 더한 교차 엔트로피 무한대."
    spoken(explorables, DIVERGENCES, infinite)
    assert infinite in (both.locator("#sums").get_attribute("aria-label") or "")
    # What never happens does not matter: without the first word, p costs a finite sum again.
    both.locator("#p1").focus()
    explorables.keyboard.press("Home")
    assert re.fullmatch(r"\d\.\d{4}", cell(both, "kl-pq"))


def test_the_other_way_round_it_is_the_other_direction_that_costs_without_end(both: Locator) -> None:
    both.locator("#p1").press("Home")
    assert [cell(both, name) for name in ("cross-qp", "kl-qp")] == ["∞", "∞"]
    assert float(cell(both, "kl-pq")) > 0


def test_from_equality_every_move_of_q_raises_the_cross_entropy_above_the_entropy(both: Locator) -> None:
    for bar in ("q1", "q2", "q3", "q4"):
        for key in ("ArrowUp", "ArrowDown"):
            both.locator("#find").click()
            both.locator(f"#{bar}").press(key)
            values = both.evaluate("element => element.values")
            assert values["cross-pq"] > values["entropy-p"] + 1e-5


def test_what_surely_happens_has_no_entropy_and_costs_what_the_model_lacks(both: Locator) -> None:
    both.locator("#p1").press("End")
    assert cell(both, "entropy-p") == "0.0000"
    assert cell(both, "cross-pq") == cell(both, "kl-pq") == "2.3026"  # −log 0.1


def test_the_words_follow_what_is_seen(explorables: Page, both: Locator) -> None:
    bar = both.locator("#q2")
    assert bar.get_attribute("aria-label") == "q 선생님"
    assert bar.get_attribute("aria-valuetext") == "0.40"
    bar.focus()
    explorables.keyboard.press("ArrowUp")
    assert bar.get_attribute("aria-valuetext") == bar.locator(".value").inner_text() == "0.41"
    said = spoken(explorables, DIVERGENCES, "모델의 분포 q: 학생 0.098, 선생님 0.41, 좋은 0.197, 매우 0.295.")
    assert "참된 분포 p: 학생 0.50, 선생님 0.25, 좋은 0.125, 매우 0.125." in said
    assert all(cell(both, name) in said for name in CELLS)
    assert (both.locator("#bars").get_attribute("aria-label") or "nothing") in said


def test_a_bar_is_dragged_by_its_top_and_the_others_come_back(explorables: Page, both: Locator) -> None:
    x, y = top(both, "q2")
    drag(explorables, (x, y), (x + 5, y - 36))
    assert shares(both, "q")[1] == pytest.approx(0.6)
    assert top(both, "q2")[1] == pytest.approx(y - 36, abs=1)
    x, y = top(both, "p1")
    explorables.mouse.move(x, y)
    explorables.mouse.down()
    explorables.mouse.move(x, y - 400, steps=2)
    assert shares(both, "p") == [1, 0, 0, 0]
    explorables.mouse.move(x, y + 400, steps=2)
    assert shares(both, "p") == pytest.approx([0, 0.5, 0.25, 0.25])
    explorables.mouse.move(x, y + 18, steps=2)
    explorables.mouse.up()
    assert shares(both, "p") == pytest.approx([0.4, 0.3, 0.15, 0.15])


def test_a_touch_on_the_top_moves_a_bar_but_scrolling_does_not(explorables_on_phone: Page) -> None:
    page = explorables_on_phone
    both = as_in_the_beginning(page, DIVERGENCES)
    finger = touch(page)
    x, y = top(both, "q2")
    finger((x, y), 4, -54)
    moved = shares(both, "q")
    assert moved[1] == pytest.approx(0.7, abs=0.011)

    before = page.evaluate("scrollY")
    x, y = top(both, "q4")
    finger((x, y - 80), 0, 160)
    page.wait_for_function("before => scrollY < before - 50", arg=before)
    assert shares(both, "q") == moved


def test_q_is_made_equal_to_p_step_by_step_where_motion_is_welcome(bench: Bench) -> None:
    with bench.opened(still=False, only=DIVERGENCES) as page:
        both = brought_to_life(page, DIVERGENCES)
        both.evaluate(
            """element => {
              window.sums = [];
              const set = element.set.bind(element);
              element.set = (changes) => {
                set(changes);
                window.sums.push([element.state.q1, element.shares("q").reduce((sum, one) => sum + one, 0)]);
              };
            }"""
        )
        both.locator("#find").click()
        page.wait_for_function("document.querySelector('#divergences').state.q1 === 0.5")
        between = [total for share, total in page.evaluate("window.sums") if 0.11 < share < 0.49]
        assert len(between) >= 2
        assert between == pytest.approx([1] * len(between), rel=1e-12)
        assert [cell(both, name) for name in CELLS] == ["1.2130"] * 4 + ["0.0000"] * 2
        assert widths(both, "pq")[1] == pytest.approx(0, abs=0.01)
