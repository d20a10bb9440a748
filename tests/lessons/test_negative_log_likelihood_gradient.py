"""Claims of lesson 2-4 on the gradient by a share, and on models whose gradients can be set to zero."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states
from sympy import Poly, symbols
from sympy.polys.numberfields.galoisgroups import galois_group

from tests.lessons.heights_and_phones import SHARES, phones, slope

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def rows(cell: str, pattern: str) -> list[list[float]]:
    """Return the numbers of the printed lines that fit a pattern."""
    return [[float(number) for number in found] for found in re.findall(pattern, page.printed[cell])]


def test_the_gradient_by_a_share() -> None:
    claimed = formula("binomial-nll-gradient")
    claimed.agrees(nll.binomial_nll_gradient, p=(0.05, 0.95), k=(1, 5), n=(6, 10))
    claimed.is_derivative_of("binomial-nll", "p", p=(0.05, 0.95), k=(1, 5), n=(6, 10))


def test_the_share_is_likeliest_at_seven_tenths_where_the_gradient_is_zero() -> None:
    states(
        "0과 1 사이에서 늘 양수입니다. 곡선이 어디서나 아래로 볼록하므로 바닥은 0.7 한 곳뿐입니다",
        "which is always positive between 0 and 1. The curve is convex everywhere, so 0.7 is its only bottom",
        "$\\hat{p} = \\frac{k}{n}$, 곧 표본에서 관측한 비율입니다",
        "In general, $\\hat{p} = \\frac{k}{n}$, which is the share observed in the sample",
    )
    assert nll.binomial_nll_gradient(0.7, 7, 10) == pytest.approx(0, abs=1e-12)
    assert nll.binomial_nll_gradient(0.69, 7, 10) < 0 < nll.binomial_nll_gradient(0.71, 7, 10)
    assert nll.least_phone_nll == pytest.approx(7 * math.log(1 / 0.7) + 3 * math.log(1 / 0.3))
    assert nll.least_phone_nll < nll.phone_nlls.min()
    slopes = nll.binomial_nll_gradient(np.linspace(0.001, 0.999, 999), 7, 10)
    assert (np.diff(slopes) > 0).all()
    for k, n in ((1, 8), (3, 4), (50, 80)):
        assert nll.binomial_nll_gradient(k / n, k, n) == pytest.approx(0, abs=1e-12)


def test_autograd_gives_the_gradient_found_by_hand() -> None:
    states(
        "손실을 계산하고 `backward()`를 부르면 `grad`에 기울기가 담깁니다",
        "with `requires_grad=True` and call `backward()`, the gradient is stored in `grad`",
        "네 점 모두에서 출력된 자리까지 두 값이 같습니다",
        "The two values agree in all the digits shown at all four points",
    )
    assert nll.tensor.requires_grad
    assert nll.tensor.grad.item() == pytest.approx(slope(nll.tensor.item()))
    printed = rows("binomial-nll-gradient", r"p = (\S+): by hand +(\S+), autograd +(\S+)")
    assert len(printed) == 4
    for p, by_hand, by_autograd in printed:
        assert by_hand == by_autograd == pytest.approx(slope(p), abs=5e-5)
    tensor = nll.torch.tensor(0.5)
    with pytest.raises(RuntimeError, match="does not require grad"):
        nll.torch.log(tensor).backward()


def test_the_sign_of_the_gradient_says_where_the_loss_falls() -> None:
    states(
        "$p=0.5$에서 기울기는 …입니다. 음수이므로 $p$를 키우면 손실이 줄어듭니다",
        "At $p=0.5$, the gradient is …. It is negative, so increasing $p$ reduces the loss",
        "$p=0.9$에서 기울기는 …입니다. 양수이므로 $p$를 줄여야 합니다",
        "At $p=0.9$, the gradient is …. It is positive, so we have to decrease $p$",
    )
    assert nll.binomial_nll_gradient(0.5, 7, 10) < 0 < nll.binomial_nll_gradient(0.9, 7, 10)
    losses = nll.binomial_nll(np.array([0.49, 0.5, 0.51, 0.89, 0.9, 0.91]), 7, 10)
    assert losses[0] > losses[1] > losses[2] and losses[3] < losses[4] < losses[5]
    assert page.said["binomial-nll-gradient"] == [f"{slope(0.5):.0f}", f"{slope(0.9):.1f}"]


def test_the_lower_curve_is_the_slope_of_the_upper_one() -> None:
    states(
        "위 그림은 음의 로그 가능도 곡선이고 p가 0.3, 0.7, 0.9인 곳에 접선이 그려져 있다",
        "shows the curve of the negative log likelihood with tangents at p = 0.3, 0.7, and 0.9",
        "접선은 0.3에서 내려가고 0.7에서 평평하며 0.9에서 올라간다",
        "The tangent goes down at 0.3, is level at 0.7, and goes up at 0.9",
        "아래 그림은 기울기 곡선으로, 0.3에서 0보다 작고 0.7에서 0을 지나며 0.9에서 0보다 크다",
        "shows the gradient, which is below 0 at 0.3, passes through 0 at 0.7, and is above 0 at 0.9",
        "위 곡선에 그은 접선의 기울기가 아래 곡선의 높이입니다",
        "The slope of a tangent to the upper curve is the height of the lower curve",
        "위 그림에서 접선이 내려가는 곳에서는 아래 그림의 값이 음수이고, 접선이 올라가는",
        "Where the tangent in the upper plot goes down, the value in the lower plot is negative",
        "where it goes up, the value is positive",
        "접선이 평평한 0.7에서 기울기는 0을 지납니다",
        "At 0.7, where the tangent is level, the gradient passes through 0",
    )
    top, bottom = page.figures["gradient-is-the-slope"][0].axes
    assert top.get_position().y0 > bottom.get_position().y1
    assert (top.get_ylabel(), bottom.get_ylabel()) == ("negative log likelihood", "gradient")
    for tangent, point, p in zip(top.lines[1:], bottom.lines[:3], (0.3, 0.7, 0.9), strict=True):
        x, y = tangent.get_data()
        height = point.get_ydata()[0]
        assert x.mean() == pytest.approx(p) == point.get_xdata()[0]
        assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(height, abs=1e-9)
        assert height == pytest.approx(slope(p), abs=1e-9)
    assert slope(0.3) < -1 and abs(slope(0.7)) < 1e-9 and slope(0.9) > 1
    x, y = bottom.lines[3].get_data()
    assert y == pytest.approx([slope(p) for p in x]) and ((y < 0) == (x < 0.7)).all()


def test_at_seven_tenths_two_points_are_at_their_summits_and_one_at_the_bottom() -> None:
    states(
        "0.7에서 가능도와 로그 가능도의 점은 꼭대기에, 음의 로그 가능도의 점은 바닥에 있습니다. 그때",
        "At 0.7, the points of the likelihood and the log likelihood are at their summits",
        "and the point of the negative log likelihood is at the bottom. There the gradient is 0",
    )
    others = SHARES[abs(SHARES - 0.7) > 1e-6]
    best, least = nll.binomial_likelihood(0.7, 7, 10), nll.binomial_nll(0.7, 7, 10)
    assert (nll.binomial_likelihood(others, 7, 10) < best).all() and best == pytest.approx(phones(0.7))
    assert (nll.binomial_nll(others, 7, 10) > least).all()
    assert nll.binomial_nll_gradient(0.7, 7, 10) == pytest.approx(0, abs=1e-12)


def test_the_gradient_grows_without_end_towards_both_ends() -> None:
    states(
        "접선이 점점 가팔라지고, 기울기는 …에서 음의 무한대로 내려갑니다. 1 쪽으로 밀면 무한대로",
        "The tangent becomes steeper and steeper, and the gradient, which is … at the start",
        "falls toward negative infinity. Push it toward 1, and the gradient rises toward infinity",
        "자신 있게 틀린 곳일수록 기울기의 절댓값이 커서, $p$를 고치라는 신호도 강합니다",
        "The more confidently we are wrong, the larger the gradient is in absolute value, and the stronger",
    )
    by_share = nll.binomial_nll_gradient
    left, right = by_share(0.5 ** np.arange(1, 40), 7, 10), by_share(1 - 0.5 ** np.arange(2, 40), 7, 10)
    assert (np.diff(left) < 0).all() and left[0] == -8 and left[-1] < -1e6
    assert (np.diff(right) > 0).all() and right[-1] > 1e6


# Models whose derivatives can, or cannot, be set to zero by a formula


def test_the_slope_of_the_line_is_linear_and_that_of_the_exponential_is_not() -> None:
    states(
        "손실의 도함수는 $w$가 0.2씩 커질 때마다 똑같이 …씩 커집니다",
        "With the line as the prediction, the derivative of the loss grows by the same … whenever",
        "$w$의 일차식이니 나눗셈 한 번이면 0이 되는 $w$를 얻습니다",
        "It is linear in $w$, so a single division finds the $w$ where it is 0",
        "지수함수로 예측할 때 손실의 도함수는 줄었다가 늘어나고, 바뀌는 폭도 제각각입니다",
        "With the exponential function, the derivative of the loss falls first and then grows, by a",
    )
    printed = rows("slopes-of-two-models", r"w = +(\S+): line +(\S+), exponential +(\S+)")
    w, line, exponential = np.array(printed).T
    assert np.diff(w) == pytest.approx(0.2) and np.diff(line) == pytest.approx(np.diff(line)[0])
    assert np.diff(line)[0] > 0
    steps = np.diff(exponential)
    assert steps[0] < 0 < steps[-1] and (np.diff(np.sign(steps)) >= 0).all() and len(set(steps.round(1))) == 3
    assert nll.slope_of_line(nll.line_w) == pytest.approx(0, abs=1e-12)
    assert nll.line_w == pytest.approx(-nll.slope_of_line(0) / (nll.slope_of_line(1) - nll.slope_of_line(0)))


def test_no_formula_with_roots_finds_where_the_slope_of_the_exponential_is_zero() -> None:
    states(
        "$u$로 나누면 $u$의 다섯제곱까지 나오는 방정식입니다. 이런 방정식에는 일반적인 근의 공식이",
        "and divide by $u$, we get an equation with powers of $u$ up to the fifth, and there is no general",
    )
    u = symbols("u")
    coefficients = {int(2 * t): int(t) for t in nll.days}
    for t, size in zip(nll.days, nll.sizes, strict=True):
        coefficients[int(t)] = coefficients.get(int(t), 0) - t * size
    equation = Poly(sum(int(2 * one) * u ** (power - 1) for power, one in coefficients.items()), u)
    for w in (-0.3, 0.2, 0.6):
        value = float(equation.eval(math.exp(w))) / 2
        assert value * math.exp(w) == pytest.approx(nll.slope_of_exponential(w))
    assert equation.degree() == 5
    assert not galois_group(equation)[0].is_solvable  # so no root is written with radicals


def test_a_linear_model_of_many_parameters_is_solved_at_once() -> None:
    states(
        "매개변수가 많아도 예측이 매개변수의 일차식이고 손실이 오차의 제곱이면, 도함수를 모두 0으로",
        "if the prediction is linear in the parameters, however many there are, and the loss is the squared",
        "`np.linalg.solve`가 연립일차방정식을 풉니다",
        "`np.linalg.solve` solves systems of linear equations",
        "도함수 …개가 출력된 자리까지 모두 0입니다",
        "All … derivatives are 0 in the digits shown",
        "지수함수로 예측할 때는 매개변수가 하나뿐인데도 근의 공식이 없었습니다",
        "there was no formula for the roots, although it has only one parameter",
        "여기서 걸림돌은 매개변수의 수가 아니라 비선형입니다",
        "Here, the obstacle is not the number of parameters but nonlinearity",
    )

    def slopes(parameters: Any) -> Any:
        return nll.many_inputs.T @ (nll.many_inputs @ parameters - nll.many_outputs)

    one, other = np.random.default_rng(0).normal(size=(2, 300))
    assert slopes((one + other) / 2) == pytest.approx((slopes(one) + slopes(other)) / 2)
    assert len(nll.solution) == 300 and abs(slopes(nll.solution)).max() < 5e-5
    assert rows("three-hundred-parameters", r"(\d+) parameters, steepest slope (\S+)") == [[300, 0]]
    matrix, side = nll.many_inputs.T @ nll.many_inputs, nll.many_inputs.T @ nll.many_outputs
    assert np.linalg.solve(matrix, side) == pytest.approx(nll.solution)
