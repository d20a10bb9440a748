r"""Every equation of a derivation holds for its solution, the last one: `2p = 1 \Longrightarrow …`."""

from __future__ import annotations

import pytest
from literate.checking.derivations import derived_formulas, false_steps
from literate.reading.pages import Page, parse_page

THEN = r"\quad\Longrightarrow\quad"


def page(*equations: str) -> Page:
    return parse_page(f"---\ntitle: 식\n---\n$$\n{THEN.join(equations)}\n$$\n", "page.md")


RIGHT = [
    [r"2p = 1", r"p = \frac{1}{2}"],
    [
        r"-\frac{ {{ k }} }{p} + \frac{ {{ n - k }} }{1-p} = 0",
        r"{{ k }}(1-p) = {{ n - k }}p",
        r"p = \frac{ {{ k }} }{n}",
    ],
    [r"\sum_{i=1}^{n} (\mu - x_i) = 0", r"\hat{\mu} = \frac{1}{n} \sum_{i=1}^{n} x_i"],
    [r"z^2 = 4 \sigma^{ {{ 2 }} }", r"z = 2 \sigma"],
]
WRONG = [
    [r"2p = 1", r"p = 2"],
    [r"-\frac{ {{ k }} }{p} - \frac{ {{ n - k }} }{1-p} = 0", r"p = \frac{ {{ k }} }{n}"],
    [r"\frac{k}{p} = \frac{n-k}{1-p}", r"k p = (n-k)(1-p)", r"p = \frac{k}{n}"],
    [r"\sum_{i=1}^{n} (\mu + x_i) = 0", r"\hat{\mu} = \frac{1}{n} \sum_{i=1}^{n} x_i"],
]
UNREAD = [[r"2p = 1", r"p \approx 0.5"], [r"f'(p) = 0", r"p = 1"], [r"2p", r"p = 1"]]


@pytest.mark.parametrize("equations", RIGHT)
def test_steps_that_the_last_equation_solves_are_right(equations: list[str]) -> None:
    assert false_steps(page(*equations)) == []
    assert list(derived_formulas(page(*equations)).values()) == [5]


@pytest.mark.parametrize("equations", WRONG)
def test_a_step_that_it_does_not_solve_is_reported(equations: list[str]) -> None:
    (problem,) = false_steps(page(*equations))
    assert (problem.file, problem.line) == ("page.md", 5)


@pytest.mark.parametrize("equations", UNREAD)
def test_what_cannot_be_read_is_not_called_judged(equations: list[str]) -> None:
    assert false_steps(page(*equations)) == []
    assert derived_formulas(page(*equations)) == {}
