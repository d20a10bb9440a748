"""What can be claimed about a formula holds, or its line is named."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from literate.checking.facts import watching
from literate.checking.formula_claims import Claimed
from literate.checking.formulas import Formula

LOSS = r"\ell(z, y) = -z_y + \log \sum_{k=1}^{K} e^{z_k}"
SOFTMAX = r"\operatorname{softmax}(z)_j = \frac{e^{z_j}}{\sum_{k=1}^{K} e^{z_k}}"
GRADIENT = r"\frac{\partial}{\partial z_j} \ell(z, y) = \operatorname{softmax}(z)_j - t_j"
BEST = r"\operatorname*{argmax}_{t} L(t) = \operatorname*{argmin}_{t} N(t)"
KNOWN = {name: Formula(name, tex, "page.md", 3) for name, tex in (("loss", LOSS), ("softmax", SOFTMAX))}
ANSWER = np.eye(7)[1]


def claimed(tex: str) -> Claimed:
    return Claimed(Formula("claimed", tex, "page.md", 7), KNOWN)


def gradient(tex: str) -> None:
    of_element = claimed(tex).where(softmax="softmax").at(j=2, y=2)
    of_element.is_derivative_of("loss", "z_2", z=(-2, 2), t=ANSWER)


def test_what_holds_passes_and_is_a_comparison() -> None:
    with watching() as facts:
        claimed(r"\frac{x_1 + x_2}{2}").gives(2.5, x=[2, 3])
        claimed("n + 1 = m > n").holds(n=2, m=3)
        claimed(BEST).chooses([1, 2, 3], L=lambda t: -abs(t - 2), N=lambda t: (t - 2) ** 2)
        claimed(r"\Delta").is_definition("a width")
        gradient(GRADIENT)
    kinds = sorted(fact.kind for fact in facts if fact.name == "claimed")
    assert kinds == ["agrees", "derivative"]


@pytest.mark.parametrize(
    "claim",
    [
        lambda: claimed(r"\frac{x_1 - x_2}{2}").gives(2.5, x=[2, 3]),
        lambda: claimed("x").gives(2.5, x=np.array([2.5, 2.5])),
        lambda: claimed("n + 1 = m > n").holds(n=2, m=4),
        lambda: claimed("n + 1 = m < n").holds(n=2, m=3),
        lambda: claimed("n + 1").holds(n=2),
        lambda: claimed(BEST).chooses([1, 2, 3], L=lambda t: -abs(t - 2), N=lambda t: -((t - 2) ** 2)),
        lambda: claimed(BEST).chooses([1, 2, 3], L=lambda t: 0, N=lambda t: 0),
        lambda: claimed(r"\operatorname*{argmax}_{t} L(t)").chooses([1, 2], L=lambda t: t),
        lambda: claimed(r"\Delta").is_definition("why"),
        lambda: gradient(GRADIENT.replace("- t_j", "+ t_j")),
        lambda: gradient(
            GRADIENT.replace(r"\operatorname{softmax}(z)_j - t_j", r"t_j - \operatorname{softmax}(z)_j")
        ),
        lambda: gradient(GRADIENT.replace(r"\partial z_j", r"\partial z_k")),
    ],
)
def test_what_does_not_hold_names_its_line(claim: Callable[[], None]) -> None:
    with pytest.raises(AssertionError, match=r"page\.md:7: claimed"):
        claim()


def test_a_symbol_without_a_value_or_domain_is_an_error() -> None:
    with pytest.raises(KeyError, match="sigma"):
        claimed(r"\mu = \sigma").holds(mu=1)
    for domains in ({"p": (1, 2)}, {"p": (1, 2), "q": (0, 1), "r": (0, 1)}):
        with pytest.raises(AssertionError, match="symbols"):
            claimed(r"\frac{d}{dp} f(p) = 2 p + q").is_derivative_of(claimed("f(p) = p^2"), "p", **domains)
