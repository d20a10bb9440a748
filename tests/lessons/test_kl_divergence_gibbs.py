"""Claims of lesson 2-6 on its sentences about Gibbs’ inequality: trials, the tangent, and zeros."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")


def test_the_pairs_are_random_distributions_over_four_words() -> None:
    states(
        "`dirichlet`은 합이 1인 양수들을 무작위로 뽑습니다. 낱말 네 개의 분포를 10,000쌍 뽑아",
        "`dirichlet` draws random positive numbers that add up to 1. We draw 10,000 pairs of distributions"
        " over four words",
    )
    assert lesson_kl.pairs.shape == (10_000, 2, 4)
    assert (lesson_kl.pairs > 0).all() and lesson_kl.pairs.sum(axis=-1) == pytest.approx(1)
    assert len(np.unique(lesson_kl.pairs[:, 0], axis=0)) == 10_000


def test_none_of_the_pairs_is_negative_though_each_has_a_negative_term() -> None:
    states(
        "…쌍에서 음수는 한 번도 나오지 않았습니다. 가장 작은 값도 …입니다",
        "Among … pairs, there is not one negative value. Even the smallest is …",
        "음수인 항이 하나라도 있는 쌍은 …입니다",
        "… of the pairs have at least one negative term",
        "두 분포의 합이 똑같이 1이니, 어떤 낱말을 낮게 보면 다른 낱말은 높게 보게 됩니다",
        "Both distributions add up to 1, so a model that gives one word too little gives another word too"
        " much",
        "그래도 합은 모두 0보다 컸습니다. 같은 분포를 두 번 넣었을 때는 모두 0이었습니다",
        "Even so, all the sums were greater than 0. When we put in the same distribution twice, they were"
        " all 0",
    )
    excess = lesson_kl.pairs[:, 1] - lesson_kl.pairs[:, 0]
    assert (excess.min(axis=1) < 0).all() and (excess.max(axis=1) > 0).all()
    assert (lesson_kl.terms.min(axis=1) < 0).all() and lesson_kl.some_negative == 1
    assert lesson_kl.terms.sum(axis=1) == pytest.approx(lesson_kl.divergences)
    assert lesson_kl.divergences.min() > 0
    assert all(lesson_kl.kl_divergence(one, one) == 0 for one in lesson_kl.pairs[:, 0])
    assert page.printed["random-pairs"].rstrip().endswith("True")


def test_the_figure_of_the_logarithm_and_its_tangent() -> None:
    states(
        "곡선 log x와 점선으로 그린 직선 x − 1이 x가 1인 점에서 만난다. 그 점의 왼쪽에서도 오른쪽에서도"
        " 곡선은 직선보다 아래에 있다",
        "The curve log x and the dashed straight line x − 1 meet at the point where x is 1. To the left of"
        " this point and to the right of it, the curve lies below the line",
        "곡선은 직선과 한 점에서만 만납니다",
        "The curve meets the line at one point only",
        "등호는 $x=1$일 때만 성립합니다",
        "The two sides are equal only at $x=1$",
        r"$\log x \le x-1$에서 나옵니다",
        r"This follows from $\log x \le x-1$",
    )
    (axis,) = page.figures["log-below-its-tangent"][0].axes
    line, curve, point = axis.lines
    assert (line.get_linestyle(), curve.get_linestyle()) == ("--", "-")
    x = curve.get_xdata()
    page.draws("log-below-its-tangent", x, np.log(x), "log x")
    page.draws("log-below-its-tangent", x, x - 1, "x − 1")
    assert point.get_xydata().tolist() == [[1, 0]] and math.log(1) == 1 - 1
    assert x.min() < 1 < x.max() and (curve.get_ydata() < line.get_ydata())[x != 1].all()


def test_the_line_is_the_tangent_of_a_concave_curve() -> None:
    states(
        r"$x=1$에서 $\log x$의 값은 0이고 도함수 $\frac{1}{x}$의 값은 1입니다",
        r"At $x=1$, the value of $\log x$ is 0, and the value of its derivative $\frac{1}{x}$ is 1",
        "직선 $x-1$은 그 점에서 곡선에 그은 접선입니다",
        "the line $x-1$ is the tangent to the curve at that point",
        "로그 곡선은 위로 볼록하므로 접선 위로 올라가지 않습니다",
        "The curve of the logarithm is concave, so it never rises above the tangent",
    )
    line, curve, _ = page.figures["log-below-its-tangent"][0].axes[0].lines
    one = torch.ones((), dtype=torch.float64, requires_grad=True)
    one.log().backward()
    assert (one.log().item(), one.grad) == (0, 1)
    assert np.diff(line.get_ydata()) == pytest.approx(np.diff(line.get_xdata()))
    assert np.interp(1, *line.get_data()) == pytest.approx(0, abs=1e-12)
    assert (np.diff(curve.get_ydata(), 2) < 0).all()
    assert (curve.get_ydata() <= line.get_ydata()).all()


def test_only_equal_distributions_have_no_divergence() -> None:
    states(
        "## 0보다 작아지지 않습니다",
        "## Gibbs’ inequality: never below 0",
        "왜 0보다 작아지지 않는지",
        "why it is never less than 0",
        "KL 발산의 부호를 바꾸면 이 비의 로그가 나옵니다",
        "The logarithm of this ratio is what we get when we flip the sign of the KL divergence",
        r"등호가 성립하려면 모든 $k$에서 $\frac{q_k}{p_k}=1$이어야 합니다",
        r"The two sides are equal only if $\frac{q_k}{p_k}=1$ for every $k$",
        "그러므로 KL 발산은 두 분포가 같을 때만 0입니다",
        "So the KL divergence is 0 only if the two distributions are the same",
        "KL 발산은 0보다 작아지지 않고, 두 분포가 같을 때만 0입니다",
        "The KL divergence is never less than 0, and it is 0 only if the two distributions are the same",
        "KL 발산은 0보다 작아지지 않고, 두 분포가 같을 때만 0이라는 사실",
        "The fact that the KL divergence is never below 0, and is 0 only if the two distributions are the"
        " same",
    )
    for p, q in lesson_kl.pairs[:1000]:
        divergence = lesson_kl.kl_divergence(p, q)
        assert -divergence == pytest.approx(np.sum(p * np.log(q / p)))
        assert divergence > 0 == lesson_kl.kl_divergence(p, p)
    near = lesson_kl.p + np.array([1e-3, -1e-3, 0, 0])
    assert (near / lesson_kl.p)[2:].tolist() == [1, 1]
    assert lesson_kl.kl_divergence(lesson_kl.p, near) > 0


def test_words_of_probability_0_do_not_change_the_conclusion() -> None:
    states(
        "$p_k$가 0인 낱말이 있어도 결론은 같습니다",
        "The conclusion also holds if $p_k$ is 0 for some words",
        "그런 낱말을 빼면 남은 $q_k$의 합이 1 이하여서 마지막 줄이 0 이하가 됩니다",
        "Without those words, the remaining $q_k$ add up to 1 or less, so the last line is 0 or less",
        "이때 등호가 성립하려면 남은 낱말에서 $p_k$와 $q_k$가 같아야 합니다",
        "It can be 0 only if $p_k$ and $q_k$ are equal for all the remaining words",
        "남은 $q_k$의 합이 벌써 1이므로 뺀 낱말의 $q_k$도 0이고, 두 분포는 역시 같습니다",
        "the remaining $q_k$ already add up to 1, so the $q_k$ of the words that we left out are 0 too, and"
        " once again the two distributions are the same",
        "$p_k$는 양수인데 $q_k$가 0인 낱말이 있으면 KL 발산은 무한대이므로 역시 0보다 큽니다",
        "if $p_k$ is positive for some word but $q_k$ is 0, the KL divergence is infinite, which is also"
        " greater than 0",
    )
    few = np.array([0.5, 0.3, 0.2, 0.0])
    for q in lesson_kl.pairs[:1000, 1]:
        left = q[few > 0]
        assert left.sum() <= 1 and left.sum() - few.sum() <= 0 < lesson_kl.kl_divergence(few, q)
    # Equal in proportion only, for the rest has a share.
    assert lesson_kl.kl_divergence(few, np.array([0.45, 0.27, 0.18, 0.1])) > 0
    assert lesson_kl.kl_divergence(few, few) == 0 and few[few > 0].sum() == 1
    with np.errstate(divide="ignore"):
        assert lesson_kl.kl_divergence(np.array([0.5, 0.3, 0.0, 0.2]), few) == math.inf > 0


def test_what_is_no_distribution_may_have_less() -> None:
    states(
        "두 분포에 대해 증명에서 쓴 것은 확률이 음수가 아니고 합이 1이라는 사실뿐입니다",
        "The proof used only two facts about the distributions: probabilities are not negative, and they add"
        " up to 1",
    )
    for p, q in np.random.default_rng(3).exponential(size=(500, 2, 3)):
        assert lesson_kl.kl_divergence(p / p.sum(), q / q.sum()) > 0
    larger = 2 * lesson_kl.p
    assert lesson_kl.kl_divergence(lesson_kl.p, larger) == pytest.approx(-math.log(2)) and larger.sum() == 2
    assert lesson_kl.first.min() < 0 and np.nansum(lesson_kl.forth) < 0
