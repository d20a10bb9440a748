"""What can be claimed about a formula holds, or its line is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from literate.checking.facts import watching
from literate.checking.formula_claims import Claimed
from literate.checking.formulas import Formula
from literate.messages import Problem

LOSS = r"\ell(z, y) = -z_y + \log \sum_{k=1}^{K} e^{z_k}"
SOFTMAX = r"\operatorname{softmax}(z)_j = \frac{e^{z_j}}{\sum_{k=1}^{K} e^{z_k}}"
GRADIENT = r"\frac{\partial}{\partial z_j} \ell(z, y) = \operatorname{softmax}(z)_j - t_j"
BEST = r"\operatorname*{argmax}_{t} L(t) = \operatorname*{argmin}_{t} N(t)"
KNOWN = {name: Formula(name, tex, "page.md", 3) for name, tex in (("loss", LOSS), ("softmax", SOFTMAX))}
ANSWER = np.eye(7)[1]
TWO: Any = 2
NOTHING: list[Any] = []


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
    with pytest.raises(Problem, match="sigma"):
        claimed(r"\mu = \sigma").holds(mu=1)
    for domains in ({"p": (1, 2)}, {"p": (1, 2), "q": (0, 1), "r": (0, 1)}):
        with pytest.raises(Problem, match=r"page\.md:7: The symbols"):
            claimed(r"\frac{d}{dp} f(p) = 2 p + q").is_derivative_of(claimed("f(p) = p^2"), "p", **domains)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (lambda: claimed("2 p").agrees(lambda q: q, p=(0, 1)), r"page\.md:7: .*\['q'\].*\['p'\]"),
        (lambda: claimed("2 p").agrees(TWO, p=(0, 1)), r"page\.md:7: This is not a function: 2"),
        (
            lambda: claimed("2 p").agrees(lambda p: None, p=(0, 1)),
            r"agrees\(function, \*\*domains\): TypeError",
        ),
        (lambda: claimed(r"2 \sigma").agrees(abs, sgma=(0, 1)), "Did you mean sigma"),
        (lambda: claimed(r"f(p, 1)").where(f="lss"), "named lss. Did you mean loss"),
        (lambda: claimed(r"\frac{d}{dp} f(p) = 2").is_derivative_of("lss", "p"), "Did you mean loss"),
        (lambda: claimed("x_2").gives(3, x=[1]), r"gives\(expected, \*\*point\): IndexError"),
        (lambda: claimed("x_2").gives(*NOTHING), r"gives\(expected, \*\*point\): TypeError"),
    ],
)
def test_a_claim_that_is_used_wrong_says_what_is_wrong(claim: Callable[[], Any], reason: str) -> None:
    with pytest.raises(Problem, match=reason):
        claim()


@pytest.mark.parametrize("domain", [3, (), (1, 2, 3), (2, 1), ("a", "b"), "ab", None])
def test_a_domain_that_is_not_two_numbers_in_order_is_a_problem(domain: Any) -> None:
    with pytest.raises(Problem, match=r"page\.md:7: Write the domain of p as p=\(low, high\), not"):
        claimed("2 p").agrees(lambda p: 2 * p, p=domain)


def test_relations_that_cannot_be_compared_do_not_hold() -> None:
    with pytest.raises(AssertionError, match=r"page\.md:7: claimed: cannot compare \\approx"):
        claimed(r"p \approx 1").holds(p=1)


def test_a_claim_that_does_not_exist_is_reported_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"There is no claim agree\. Did you mean agrees"):
        claimed("2 p").agree  # type: ignore[attr-defined]  # noqa: B018


def test_claims_that_do_not_hold_are_reported_in_the_users_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("literate.messages.speaks_korean", lambda: True)
    wrong: list[Callable[[], None]] = [
        lambda: claimed("n + 1").holds(n=2),
        lambda: claimed(r"\Delta").is_definition("why"),
        lambda: gradient(GRADIENT.replace(r"\partial z_j", r"\partial z_k")),
        lambda: claimed(r"f(p, q) = p - q").agrees(lambda q, p: p - q, p=(0, 1), q=(0, 1)),
    ]
    for claim in wrong:
        with pytest.raises(AssertionError, match=r"page\.md:7: .*[가-힣]"):
            claim()
