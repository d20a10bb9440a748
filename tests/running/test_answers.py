"""What a reader learns about an answer to an exercise."""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from literate.project import Project
from literate.reading.words import read_words
from literate.running.answers import Compared, answers, compared, computed, numbers

from tests.support.scratch import MAIN

SOLUTION = """
import math
from math import log as ln
size = 1000
grid = [ln(2), math.pi]
total, half = size * 2, size / 2
text = str(size)
counts = []
hits = 0
table = {}
for row in range(size):
    counts.append(row)
    hits += row
    last = row * size
    table[row] = size
with open(path) as file:
    lines = len(file.read())
def double(x):
    twice = 2 * x
    return twice
"""


def compare(value: Any, solution: Any) -> Compared:
    (one,) = compared({"x": numbers(solution)}, {"x": value}, {"x"})
    return one


class TestTheNamesOfAnswers:
    def test_are_what_the_solution_computes_and_not_what_it_is_given(self) -> None:
        cells = {
            "above": "import os\npath = os.devnull\nunrelated = path",
            "solution": SOLUTION,
            "below": "z = hits",
        }
        found = computed(cells, ["solution"])
        assert found == ["half", "total", "text", "counts", "hits", "table", "file", "lines"]

    def test_are_of_all_cells_of_the_solution(self) -> None:
        cells = {"above": "a = 1", "one": "b = a", "other": "c = a", "two": "d = b"}
        assert computed(cells, ["one", "two"]) == ["b", "d"]

    def test_are_those_of_numbers_that_a_reader_can_compare(self) -> None:
        namespace = {
            "number": 2.5,
            "matrix": np.eye(8),
            "curve": np.zeros(65),
            "empty": [],
            "text": "2.5",
            "texts": ["2.5"],
            "truth": np.allclose(1, 1),
            "truths": np.array([True]),
            "nan": [1.0, float("nan")],
            "complex": 1j,
            "large": 10**400,
            "module": np,
            "table": {10: 0.5, "b": (1, [2])},
        }
        found = answers([*namespace, "missing"], namespace)
        assert list(found) == ["number", "matrix", "table"]
        assert found["table"] == {"[10]": 0.5, "['b'][0]": 1, "['b'][1][0]": 2}


@pytest.mark.parametrize(
    ("yours", "solution"),
    [
        (2.62073731, 2.6207373008),
        (2, 2.0),
        (np.float32(0.1), 0.1),
        (Fraction(1, 4), 0.25),
        (np.array(24), 24),
        (10.000000000000002, 10),
        ([1, 2], np.array([1.0, 2.0])),
        ((1, [2]), [1, [2]]),
        (np.array([1e-17, 1]), [0.0, 1.0]),
        (float("inf"), float("inf")),
        ({10: 0.5}, {10: 0.5}),
        (0.0, 0.0),
    ],
)
def test_an_answer_is_right_however_it_is_written(yours: Any, solution: Any) -> None:
    assert compare(yours, solution) == Compared("right", "x")


@pytest.mark.parametrize(
    ("yours", "solution", "how", "place", "off"),
    [
        (2.7, 2.62, "above", "x", "0.08"),
        (-1, 0.25, "below", "x", "1.25"),
        (1_001_000_001, 1_001_000_000, "above", "x", "1"),
        (0, 3_000, "below", "x", "3,000"),
        (0.0, 1e-16, "below", "x", "1e-16"),
        (1.0, float("inf"), "below", "x", "inf"),
        ([1, 2.5, 3], [1.25, 2.0, 3.0], "most-above", "x[1]", "0.5"),
        (np.zeros((2, 2)), [[0, 0], [7, 1]], "most-below", "x[1][0]", "7"),
        ({10: 0.5, "b": 1}, {10: 0.25, "b": 1}, "most-above", "x[10]", "0.25"),
    ],
)
def test_a_wrong_answer_is_said_to_be_off_by_how_much_and_where(
    yours: Any, solution: Any, how: str, place: str, off: str
) -> None:
    one = compare(yours, solution)
    assert (one.how, one.place, one.off) == (how, place, off)
    assert one.wrong == np.sum(np.array([*numbers(yours).values()]) != [*numbers(solution).values()])


def itself() -> list[Any]:
    """Return a list that contains itself."""
    found: list[Any] = []
    found.append(found)
    return found


@pytest.mark.parametrize(
    ("yours", "solution", "how"),
    [
        ("2.62", 2.62, "not-number"),
        (None, 2.62, "not-number"),
        (True, 1.0, "not-number"),
        (["1", "2"], [1, 2], "not-number"),
        (1j, 1.0, "not-number"),
        (10**400, 1.0, "not-number"),
        (itself(), 1.0, "not-number"),
        (float("nan"), 2.62, "nan"),
        (np.array([1, np.nan]), [1, 2], "nan"),
        ([1, 2, 3], [1, 2], "count"),
        ([], 1.0, "count"),
        ([1], 1, "shape"),
        (np.zeros((2, 3)), np.zeros((3, 2)), "shape"),
        ({"a": 1}, {"b": 1}, "shape"),
    ],
)
def test_what_cannot_be_compared_is_said_to_be_so(yours: Any, solution: Any, how: str) -> None:
    assert compare(yours, solution).how == how


def test_only_names_that_the_reader_defines_are_compared() -> None:
    solution = {"a": {"": 1.0}, "b": {"": 2.0}}
    namespace = {"a": 1, "b": 2}
    assert [one.name for one in compared(solution, namespace, {"b", "c"})] == ["b"]
    assert compared(solution, namespace, {"c"}) == [Compared("undefined", "a, b")]
    assert compared(solution, {}, {"a"}) == [Compared("undefined", "a, b")], "not reached, in an `if`"


@pytest.mark.parametrize("yours", [0.5, [0.5, 1], "0.5", None, float("nan")])
def test_the_value_of_the_solution_is_not_shown(yours: Any) -> None:
    for solution in (271828.5, [271828.5, 1]):
        assert "271828" not in json.dumps(asdict(compare(yours, solution)))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_outcome_has_its_words_in_each_language(language: str) -> None:
    words = read_words(Project.at(MAIN), language)
    outcomes = [
        *(compare(yours, 1.0) for yours in (1, 2, 0, "1", float("nan"), [1], [1, 2])),
        *(compare(yours, [1, 2]) for yours in ([2, 2], [0, 2])),
        *compared({"x": {"": 1.0}}, {}, ()),
    ]
    said = [words[f"run-{one.how}"].format_map(asdict(one)) for one in outcomes]
    assert len(set(said)) == len(said) == 10
    assert all("x" in sentence for sentence in said)
