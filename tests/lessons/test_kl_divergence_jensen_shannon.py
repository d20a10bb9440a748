"""Claims of lesson 2-6 on its sentences about the Jensen–Shannon divergence and uses of divergences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")


def test_it_is_symmetric_finite_and_at_most_log_2() -> None:
    states(
        r"두 분포를 반씩 섞은 $m = \frac{1}{2}(p+q)$를 가운데에 두고, 양쪽에서 $m$까지의 KL 발산을"
        " 평균합니다",
        r"we mix the two distributions half and half, put the mixture $m = \frac{1}{2}(p+q)$ in the middle,"
        " and take the mean of the KL divergences from both sides to $m$",
        "두 분포를 반씩 섞은 분포까지의 KL 발산을 양쪽에서 구해 평균한 값. 대칭이고, log 2를 넘지 않습니다",
        "The mean of the KL divergences from each of two distributions to the equal mixture of both. It is"
        " symmetric and never exceeds log 2",
        "$p$와 $q$를 맞바꾸어도 식이 같으니 대칭입니다",
        "If $p$ and $q$ trade places, the formula stays the same, so it is symmetric",
        "$p_k+q_k$는 $p_k$나 $q_k$보다 작지 않으므로 로그 속의 값은 2를 넘지 못하고, 무한대도 나오지"
        " 않습니다",
        "since $p_k+q_k$ is never less than $p_k$ or $q_k$, the values inside the logarithms are never"
        " greater than 2, so nothing becomes infinite",
        r"두 KL 발산은 이런 로그를 평균한 값이니 각각 $\log 2$ 이하이고, 그 평균인 옌센-섀넌 발산도 $\log"
        " 2$를 넘지 못합니다",
        r"Each of the two KL divergences is a mean of such logarithms and is therefore at most $\log 2$. So"
        r" their mean, the Jensen–Shannon divergence, is also at most $\log 2$",
        "두 방향의 값이 모두 …입니다",
        "In both directions, the value is …",
    )
    for p, q in (*lesson_kl.pairs[:1000], (lesson_kl.left, lesson_kl.right), (lesson_kl.p, lesson_kl.never)):
        middle = (p + q) / 2
        parts = lesson_kl.kl_divergence(p, middle), lesson_kl.kl_divergence(q, middle)
        assert max((p / middle).max(), (q / middle).max()) <= 2 and max(parts) <= math.log(2)
        assert lesson_kl.jensen_shannon(p, q) == pytest.approx(sum(parts) / 2)
        assert lesson_kl.jensen_shannon(p, q) == pytest.approx(lesson_kl.jensen_shannon(q, p))


def test_where_nothing_is_in_common_it_is_log_2() -> None:
    states(
        "두 분포에 함께 나오는 낱말이 없는 `left`와 `right`로도 확인합니다",
        "We check this with `left` and `right` as well, two distributions that have no word in common",
        r"겹치는 곳이 전혀 없는 두 분포에서도 $\log 2$, 곧 …입니다. KL 발산이라면 무한대였을 것입니다",
        r"Even for two distributions that do not overlap at all, it is $\log 2$, which is …. The KL"
        " divergence would have been infinite",
    )
    left, right = lesson_kl.left, lesson_kl.right
    assert not ((left > 0) & (right > 0)).any() and left.sum() == right.sum() == 1
    assert lesson_kl.jensen_shannon(left, right) == pytest.approx(math.log(2))
    with np.errstate(divide="ignore"):
        assert lesson_kl.kl_divergence(left, right) == lesson_kl.kl_divergence(right, left) == math.inf


def test_the_figure_of_a_finite_and_an_infinite_divergence() -> None:
    states(
        "t가 0.5일 때 두 곡선은 모두 0이다",
        "Where t is 0.5, both curves are at 0",
        "왼쪽으로 갈수록 KL 발산은 거의 곧게 끝없이 올라가고, JS 발산은 log 2를 나타내는 가로 점선 아래에서"
        " 평평해진다",
        "Toward the left, the KL divergence rises almost straight and without end, and the JS divergence"
        " levels off below a dashed horizontal line that marks log 2",
        "KL 발산은 끝없이 커지고, 옌센-섀넌 발산은 log 2에서 멈춥니다",
        "The KL divergence grows without bound; the Jensen–Shannon divergence stops at log 2",
        "왼쪽으로 갈수록 두 분포는 서로 반대쪽 낱말로 쏠립니다",
        "Toward the left, each of the two distributions leans more and more to its own word",
        "KL 발산은 끝없이 올라가지만 옌센-섀넌 발산은 점선을 넘지 않습니다",
        "The KL divergence rises without end, but the Jensen–Shannon divergence does not cross the dashed"
        " line",
    )
    (axis,) = page.figures["finite-and-infinite"][0].axes
    kl, js, limit = (line.get_ydata() for line in axis.lines)
    t = lesson_kl.overlaps
    page.draws("finite-and-infinite", t, kl, "KL")
    page.draws("finite-and-infinite", t, js, "JS")
    assert axis.get_xscale() == "log" and axis.lines[2].get_linestyle() == "--"
    assert limit == pytest.approx([math.log(2)] * 2)
    assert t[-1] == pytest.approx(0.5) and (kl[-1], js[-1]) == pytest.approx((0, 0), abs=1e-12)
    assert (np.diff(kl) < 0).all() and (np.diff(js) < 0).all() and (js < math.log(2)).all()
    steps = -np.diff(kl)[t[1:] < 0.01]
    assert steps.max() < 1.2 * steps.min()
    assert -np.diff(js)[0] < steps.min() / 100
    ones, others = (np.array(rows) for rows in zip(*lesson_kl.twos, strict=True))
    assert (ones.argmax(axis=1) == 0)[:-1].all() and (others.argmax(axis=1) == 1)[:-1].all()
    assert (np.diff(ones.max(axis=1)) < 0).all() and (np.diff(others.max(axis=1)) < 0).all()
    with np.errstate(divide="ignore"):
        assert lesson_kl.kl_divergence(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == math.inf


def test_the_best_judge_of_real_and_made_samples_tells_the_divergence() -> None:
    states(
        "판별 모델(discriminator)을 따로 두어 옌센-섀넌 발산을 어림하고",
        "Through it the GAN estimates the Jensen–Shannon divergence",
    )
    for p, q in lesson_kl.pairs[:100]:
        best = p / (p + q)
        loss = (lesson_kl.cross_entropy(p, best) + lesson_kl.cross_entropy(q, 1 - best)) / 2
        assert math.log(2) - loss == pytest.approx(lesson_kl.jensen_shannon(p, q))


def test_rare_words_are_covered_and_rare_texts_are_penalized() -> None:
    states(
        "그래서 언어 모델은 드문 말까지 조금씩 덮습니다",
        "This is why language models cover even rare expressions a little",
        r"다듬는 모델을 $\parallel$ 앞에 둔 KL 발산을 벌로 주곤 합니다",
        r"The model that is being tuned then stands in front of the $\parallel$",
        "본래 모델이 좀처럼 내놓지 않을 글을 자주 내놓을수록 벌이 커지므로",
        "The more often it produces texts that the original model would hardly ever produce, the larger the"
        " penalty",
    )
    original = np.array([0.6, 0.3, 0.099, 0.001])
    with np.errstate(divide="ignore"):
        assert lesson_kl.kl_divergence(original, np.array([0.6, 0.3, 0.1, 0.0])) == math.inf
    tuned = [np.array([0.6, 0.3, 0.1 - often, often]) for often in (0.001, 0.01, 0.04, 0.09)]
    penalties = [lesson_kl.kl_divergence(one, original) for one in tuned]
    assert (np.diff(penalties) > 0).all() and penalties[0] == 0
