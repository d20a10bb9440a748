"""<picked-row>, <two-vectors> and <matrix-product>: what readers choose or drag, and what follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.site.explorables import (
    PICKED,
    PRODUCT,
    VECTORS,
    as_in_the_beginning,
    cell,
    drag,
    middle,
    spoken,
    state,
    touch,
)

UNIT = "element => element.unit"


@pytest.fixture
def picked(explorables: Page) -> Locator:
    return as_in_the_beginning(explorables, PICKED)


@pytest.fixture
def vectors(explorables: Page) -> Locator:
    return as_in_the_beginning(explorables, VECTORS)


@pytest.fixture
def product(explorables: Page) -> Locator:
    return as_in_the_beginning(explorables, PRODUCT)


def test_a_word_is_picked_by_keys_by_its_row_and_by_the_button(picked: Locator) -> None:
    numbers = [cell(picked, name) for name in ("chosen", "h1", "h2", "h3")]
    assert numbers == ["일찍", "0.1", "−0.1", "0.6"]
    picked.locator("input").press("ArrowRight")
    assert cell(picked, "chosen") == "자고"
    picked.locator(".matrix tr").nth(8).click()
    assert [cell(picked, name) for name in ("chosen", "h1")] == ["졸려요", "1.4"]
    picked.locator("#find").click()
    assert cell(picked, "chosen") == "일찍"


def test_a_word_that_is_picked_is_said_aloud(explorables: Page, picked: Locator) -> None:
    picked.locator("input").press("End")
    said = spoken(explorables, PICKED, "졸려요")
    assert "7번" in said and "1.4, −0.7, 0.4" in said


def test_the_end_of_a_vector_follows_the_mouse(explorables: Page, vectors: Locator) -> None:
    unit = vectors.evaluate(UNIT)
    start = middle(vectors.locator("#hold-a"))
    drag(explorables, start, (start[0] - 2 * unit, start[1] + unit))
    moved = state(vectors)
    assert [moved[name] for name in ("a1", "a2", "b1", "b2")] == pytest.approx([-1, 2, 4, 2], abs=0.051)
    assert float(cell(vectors, "dot").replace("−", "-")) == pytest.approx(
        moved["a1"] * 4 + moved["a2"] * 2, abs=0.01
    )


def test_a_is_made_perpendicular(vectors: Locator) -> None:
    vectors.locator("#find").click()
    assert [cell(vectors, name) for name in ("dot", "angle", "scale")] == ["0.00", "90.0°", "0.000"]


def test_a_vector_without_a_direction_has_no_angle(vectors: Locator) -> None:
    vectors.evaluate("element => element.move({ a1: 0, a2: 0 })")
    assert [cell(vectors, name) for name in ("dot", "cosine", "angle")] == ["0.00", "–", "–°"]
    vectors.evaluate("element => element.move({ b1: 0, b2: 0 })")
    assert cell(vectors, "scale") == "–"
    vectors.locator("#find").click()
    assert cell(vectors, "dot") == "0.00"


def test_a_finger_on_the_end_moves_it_and_elsewhere_scrolls_the_page(explorables_on_phone: Page) -> None:
    page = explorables_on_phone
    vectors = as_in_the_beginning(page, VECTORS)
    finger = touch(page)
    before = page.evaluate("scrollY")
    finger(middle(vectors.locator("#hold-b")), -40, 60)
    moved = state(vectors)
    assert moved["b1"] < 4 and moved["b2"] < 2 and page.evaluate("scrollY") == before
    plane = vectors.locator("#plane").bounding_box()
    assert plane is not None
    finger((plane["x"] + 20, plane["y"] + 20), 0, 160)
    page.wait_for_function("before => scrollY < before - 50", arg=before)
    assert state(vectors) == moved


def test_a_cell_below_the_pointer_shows_its_row_its_column_and_their_sum(
    explorables: Page, product: Locator
) -> None:
    product.locator("#product-matrix td").nth(3).hover()
    assert [cell(product, name) for name in ("terms", "sum")] == ["1×0 + 3×2 + 0×2", "6"]
    marked = [product.locator(f"#{name}-matrix td.chosen") for name in ("left", "right", "product")]
    assert [one.all_inner_texts() for one in marked] == [["1", "3", "0"], ["0", "2", "2"], ["6"]]
    assert "6" in spoken(explorables, PRODUCT, "1번 행, 1번 열")


def test_the_cells_are_gone_through_in_order(product: Locator) -> None:
    places = []
    for _ in range(4):
        product.locator("#find").click()
        places.append(state(product))
    assert [(int(one["row"]), int(one["column"])) for one in places] == [(0, 1), (1, 0), (1, 1), (0, 0)]
