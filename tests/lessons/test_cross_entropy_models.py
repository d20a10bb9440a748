"""Claims of lesson 2-5 on cross entropy: its formula and sentences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states
from literate.checking.javascript import computed

from tests.lessons.words_and_models import REVERSED, UNIFORM, P, expected_surprise, heights, random_pairs

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_cross_entropy() -> None:
    formula("cross-entropy").agrees(ce.cross_entropy, p=(0.01, 1), q=(0.01, 1))


# What the lesson says in words


def test_p_decides_how_often_a_word_comes_and_q_how_much_it_surprises() -> None:
    states(
        "낱말은 참된 분포 $p$에 따라 나오는데, 우리는 모델의 분포 $q$를 믿고 있습니다",
        "Words come according to the true distribution $p$, but we trust the distribution $q$ of the model",
        "우리가 겪는 놀라움은 $-\\log p_k$가 아니라 $-\\log q_k$입니다. 이 놀라움의 평균이 교차"
        " 엔트로피입니다",
        "our surprisal is not $-\\log p_k$ but $-\\log q_k$. The mean of this surprisal is the **cross"
        " entropy**",
        "$p_k$는 낱말이 얼마나 자주 나오는지를 정하고, $q_k$는 나올 때마다 얼마나 놀라는지를 정합니다",
        "$p_k$ decides how often a word comes, and $q_k$ decides how much it surprises us each time",
        "앞자리에는 평균을 내는 분포, 곧 결과가 나오는 분포를 두고, 뒷자리에는 놀라움을 정하는 분포를 둡니다",
        "The distribution over which we average, from which the outcomes come, goes first. The distribution"
        " that decides the surprisals goes second",
        "참된 분포 $p$에 따라 나온 낱말을 모델 $q$로 예측할 때의 평균 놀라움은 교차 엔트로피입니다",
        "If words come from the true distribution $p$ and we predict them with a model $q$, the mean"
        " surprisal is the cross entropy",
    )
    for q in (ce.uniform, ce.p[::-1], ce.half_wrong):
        surprises = -np.log(q)
        of_drawn = surprises[ce.drawn].mean()  # words that were drawn from p
        assert abs(of_drawn - ce.cross_entropy(ce.p, q)) < 3 * surprises.std() / 100 + 1e-12
        assert ce.cross_entropy(ce.p, q) > ce.mean_surprise + 0.1
    for p, q in random_pairs(100):
        assert ce.cross_entropy(p, q) == pytest.approx(expected_surprise(p, q))


def test_there_are_three_models_that_know_p_nothing_and_the_reverse() -> None:
    states(
        "첫 번째는 $p$를 그대로 아는 모델, 두 번째는 네 낱말에 똑같은 확률을 주는 모델, 세 번째는 확률을"
        " 거꾸로 아는 모델",
        "The first knows $p$ exactly, the second gives all four words the same probability, and the third"
        " has the probabilities in reverse",
        "`p[::-1]`은 배열의 순서를 뒤집습니다",
        "The expression `p[::-1]` reverses the order of an array",
        "첫 번째 그림에서는 두 막대의 높이가 같고, 두 번째 그림에서는 q의 네 막대가 모두 같으며",
        "In the first chart, the two bars of each word have the same height. In the second, all four bars of"
        " q are equal",
        "q의 네 막대가 p의 막대를 거꾸로 늘어놓은 것과 같다",
        "the four bars of q are those of p in reverse order",
        "그림마다 네 낱말의 참된 확률 p와 모델의 확률 q가 나란히 서 있다",
        "In each of them, the true probability p and the probability q of the model stand side by side for"
        " each of the four words",
        "첫 번째 그림에서는 두 막대의 높이가 같습니다. 두 번째 그림의 모델은 네 낱말에 같은 확률을"
        " 주었습니다",
        "the two bars of each word have the same height. The model in the second chart gives all four words"
        " the same probability",
        "자주 나오는 `student`에 가장 낮은 확률을 주었습니다",
        "The model in the … chart gives the lowest probability to `student`, which comes often",
        "자주 나오는 낱말에 크게 놀라니 평균도 큽니다",
        "A word that comes often surprises this model greatly, so its mean surprisal is large as well",
    )
    assert [q.tolist() for q in ce.models.values()] == [P, UNIFORM, REVERSED]
    assert ce.p[::-1].tolist() == [*reversed(ce.p.tolist())] and ce.words[0] == "student"
    drawn = [heights(axes) for axes in page.figures["models-beside-p"][0].axes]
    assert drawn == [[*P, *q] for q in (P, UNIFORM, REVERSED)]
    for axes in page.figures["models-beside-p"][0].axes:
        middles = [bar.get_x() + bar.get_width() / 2 for bar in axes.patches]
        assert middles == pytest.approx([*(ce.places - 0.2), *(ce.places + 0.2)])
    assert drawn[2][:4].index(max(drawn[2][:4])) == 0 == drawn[2][4:].index(min(drawn[2][4:]))
    surprises = ce.surprise(ce.models["reversed"])
    assert surprises[0] == surprises.max() > ce.entropy(ce.p)
    assert ce.cross_entropy(ce.p, ce.models["reversed"]) > ce.cross_entropy(ce.p, ce.uniform)


def test_the_reversed_model_is_the_worst_of_the_three() -> None:
    states(
        "$p$를 그대로 아는 모델의 교차 엔트로피는 엔트로피와 같은",
        "The cross entropy of the model that knows $p$ is the same as the entropy",
        "네 낱말에 똑같은 확률을 주는 모델은 무엇이 나오든 $\\log 4$만큼 놀라므로",
        "The uniform model, which gives all four words the same probability, has a surprisal of $\\log 4$"
        " whatever comes",
        "거꾸로 아는 모델에서 가장 크고, 그 값은",
        "The cross entropy is largest for the reversed model",
    )
    costs = {name: ce.cross_entropy(ce.p, q) for name, q in ce.models.items()}
    expected = {"p itself": P, "uniform": UNIFORM, "reversed": REVERSED}
    assert costs == pytest.approx({name: expected_surprise(P, q) for name, q in expected.items()})
    assert sorted(costs.values()) == list(costs.values()) and costs["p itself"] == ce.entropy(ce.p)
    assert ce.surprise(ce.uniform) == pytest.approx([math.log(4)] * 4)
    for p, _ in random_pairs(100, 4):
        assert ce.cross_entropy(p, ce.uniform) == pytest.approx(math.log(4))
    assert ce.models["reversed"].argmin() == ce.p.argmax()


def test_the_areas_are_the_entropy_and_the_cross_entropy() -> None:
    states(
        "하나는 참된 확률의 놀라움, 다른 하나는 모델이 준 확률의 놀라움이다",
        "the surprisal at the true probability, and the surprisal at the probability of the model",
        "너비가 $p_k$이고 높이가 $-\\log q_k$인 막대를 세우면 막대의 넓이는 $-p_k \\log q_k$이고, 모두"
        " 더하면 교차 엔트로피",
        "Give each word a bar of width $p_k$ and height $-\\log q_k$. The area of the bar is $-p_k \\log"
        " q_k$, and all the areas together are the cross entropy",
        "모델 $q$는 균등한 모델과 거꾸로 아는 모델을 반씩 섞은 모델입니다",
        "The model $q$ here mixes the uniform model and the reversed one half and half",
        "모델 $q$는 앞에서 본, 균등한 모델과 거꾸로 아는 모델을 반씩 섞은 모델에서 출발합니다",
        "starts from the mixture that we have just seen, half the uniform model and half the reversed one",
        "가로로 나란히 붙은 네 막대",
        "Four bars that touch side by side",
        "막대의 너비는 낱말의 확률이고 student가 가장 넓다. 막대마다 두 높이가 겹쳐 있다",
        "The width of a bar is the probability of its word, and student is the widest. Two heights overlap"
        " in each bar",
        "student와 teacher에서는 모델의 막대가 더 높고, good과 very에서는 참된 확률의 막대가 더 높다",
        "For student and teacher the bar of the model is higher; for good and very the bar of the true"
        " probability is higher",
        "너비는 낱말이 나올 확률, 높이는 놀라움",
        "The width is the probability of a word, the height its surprisal",
        "두 색의 막대는 너비가 같고 높이만 다릅니다",
        "The bars of the two colors have the same widths and differ only in height",
        "한 색의 넓이를 모두 더하면 엔트로피 $H(p)$이고, 다른 색의 넓이를 모두 더하면 교차 엔트로피 $H(p,"
        " q)$입니다",
        "The areas of one color add up to the entropy $H(p)$, those of the other to the cross entropy $H(p,"
        " q)$",
        "가장 넓은 `student` 막대에서 모델이 더 놀라므로, 좁은 막대 둘에서 덜 놀라도 전체 넓이는 …만큼 더"
        " 큽니다",
        "The model is more surprised in the widest bar, `student`. So even though it is less surprised in"
        " two narrow bars, its total area is larger by …",
    )
    assert ce.half_wrong == pytest.approx([(1 / 4 + one) / 2 for one in REVERSED])
    assert ce.left_edges == pytest.approx([0, 0.5, 0.75, 0.875])
    bars = page.figures["areas"][0].axes[0].patches
    of_model, of_p = bars[:4], bars[4:]
    for drawn, q in ((of_model, ce.half_wrong), (of_p, ce.p)):
        assert [bar.get_x() for bar in drawn] == pytest.approx(ce.left_edges)
        assert [bar.get_width() for bar in drawn] == pytest.approx(P)
        assert [bar.get_height() for bar in drawn] == pytest.approx(-np.log(q))
        area = sum(bar.get_width() * bar.get_height() for bar in drawn)
        assert area == pytest.approx(ce.cross_entropy(ce.p, q))
    higher = [one.get_height() > other.get_height() for one, other in zip(of_model, of_p, strict=True)]
    assert higher == [True, True, False, False] and max(P) == P[0] > P[1] > P[2] == P[3]
    assert ce.cross_entropy(ce.p, ce.half_wrong) > ce.entropy(ce.p)


def test_the_cross_entropy_is_never_below_the_entropy_and_equal_only_for_the_same() -> None:
    states(
        "모델을 10,000개 마구 만들어 시험해 봅시다. 난수 생성기의 `dirichlet`은 합이 1인 확률을 무작위로"
        " 만듭니다",
        "Let's make 10,000 models at random and find out. The generator’s `dirichlet` draws random"
        " probabilities that add up to 1",
        "가장 좋은 모델의 확률은 $p$와 거의 같습니다",
        "the probabilities of the best model are almost the same as $p$",
        "등호는 $q$가 $p$와 같을 때만 성립합니다",
        "The two sides are equal only if $q$ equals $p$",
    )
    for p, q in random_pairs():
        assert ce.cross_entropy(p, q) > ce.entropy(p)
        assert ce.cross_entropy(p, p) == ce.entropy(p)
    assert ce.random_models.shape == (10_000, 4) and ce.random_models.min() >= 0
    assert ce.random_models.sum(axis=1) == pytest.approx(np.ones(10_000))
    assert ce.costs == pytest.approx([expected_surprise(P, q) for q in ce.random_models])
    assert ce.costs.min() > ce.entropy(ce.p)
    # The best of 10,000 random models comes no closer.
    assert ce.closest == pytest.approx(P, abs=0.02)


def test_the_direction_matters() -> None:
    states(
        "$p$와 $q$의 자리를 바꾸면 대개 값이 달라집니다",
        "If $p$ and $q$ trade places, the value usually changes",
        "앞의 값은 낱말이 $p$에 따라 나오는데 모델은 균등하다고 믿을 때의 평균 놀라움이고",
        "The first value is the mean surprisal when words come according to $p$ but the model believes that"
        " they are uniform",
        "뒤의 값은 낱말이 균등하게 나오는데 모델은 $p$를 믿을 때의 평균 놀라움입니다",
        "The second is the mean surprisal when words come uniformly but the model believes in $p$",
        "물음이 다르니 답도 다릅니다",
        "These are two different questions, so they have different answers",
    )
    there, back = ce.cross_entropy(ce.p, ce.uniform), ce.cross_entropy(ce.uniform, ce.p)
    assert there == pytest.approx(math.log(4)) and back == pytest.approx(expected_surprise(UNIFORM, P))
    assert back > there + 0.1
    printed = [float(line.split()[-1]) for line in page.printed["both-directions"].splitlines()]
    assert printed == pytest.approx([there, back], abs=1e-4)
    assert all(abs(ce.cross_entropy(p, q) - ce.cross_entropy(q, p)) > 1e-9 for p, q in random_pairs())
    # Usually, but not for p and its reverse.
    assert ce.cross_entropy(ce.p, ce.p[::-1]) == pytest.approx(ce.cross_entropy(ce.p[::-1], ce.p))


def test_what_was_held_to_be_impossible_is_an_infinite_surprise() -> None:
    states(
        "모델이 `very`의 확률을 0으로 믿었는데",
        "Suppose that the model believes the probability of `very` to be 0",
        "다른 낱말을 아무리 잘 맞혀도 소용없습니다. 있을 수 없다고 믿은 일이 일어났으니 놀라움에 끝이"
        " 없습니다",
        "However well the model predicts the other words, it does not help. Something that it believed"
        " impossible has happened, so there is no limit to the surprisal",
        "거꾸로 모델의 분포에서 낱말이 나오고 $p$로 예측한다면 값은 …에 그칩니다",
        "words come from the distribution of the model and are predicted with $p$. Then the value is only …",
        "나올 수 있는 모든 낱말에 $p$가 0보다 큰 확률을 주기 때문입니다",
        "because $p$ gives a probability greater than 0 to every word that can come",
    )
    assert ce.never[ce.words.index("very")] == 0 and ce.never[:3].min() > 0
    assert ce.unforgiving == math.inf and ce.p.min() > 0
    assert ce.cross_entropy(ce.never, ce.p) == pytest.approx(expected_surprise([0.4, 0.3, 0.3, 0.0], P))
    with np.errstate(divide="ignore"):
        assert ce.cross_entropy(ce.p, np.array([4, 2, 1, 0]) / 7) == math.inf


def moved(p: np.ndarray, place: int, share: float) -> np.ndarray:
    """Return a distribution with one bar moved to a probability, as the page moves it."""
    (found,) = computed("divergence.js", [("withShare", p.tolist(), place, share)])
    others = np.delete(p, place)
    assert found == pytest.approx(np.insert(others * (1 - share) / others.sum(), place, share))
    return np.array(found)


def test_moving_any_bar_of_q_away_from_p_costs() -> None:
    states(
        "합이 1이 되도록 같은 분포의 나머지 막대도 같은 비율로 늘거나 줄어듭니다",
        "The other bars of the same distribution grow or shrink in proportion, so that the sum stays 1."
        " Below them lie two horizontal bars",
        "네 값이 모두 $p$의 엔트로피 …에서 만납니다",
        "all four values meet at the entropy of $p$, …",
        "어느 쪽으로 움직여도 $H(p, q)$는 엔트로피보다 커집니다",
        "Whichever way you move it, $H(p, q)$ becomes larger than the entropy",
        "$q$의 ‘학생’ 막대를 바닥까지 내리면 $H(p, q)$는 무한대가 되지만 $H(q, p)$는 그렇지 않습니다",
        "If you lower the “student” bar of $q$ all the way down, $H(p, q)$ becomes infinite, but $H(q, p)$"
        " does not",
        "$p$의 ‘학생’ 막대를 꼭대기까지 올려 보세요. $p$의 엔트로피는 0이 되고, $H(p, q)$는 모두 모델의"
        " 몫입니다",
        "raise the “student” bar of $p$ to the very top. The entropy of $p$ becomes 0, and all of $H(p, q)$"
        " is what the model adds",
    )
    p = ce.p
    assert ce.cross_entropy(p, p) == ce.entropy(p)
    for place in range(4):
        for share in (0.001, p[place] - 0.01, p[place] + 0.01, 0.999):
            assert ce.cross_entropy(p, moved(p, place, share)) > ce.entropy(p)
    lowered = moved(p, 0, 0)
    with np.errstate(divide="ignore"):
        assert ce.cross_entropy(p, lowered) == math.inf
    assert math.isfinite(ce.cross_entropy(lowered, p))
    top = moved(p, 0, 1)
    assert ce.entropy(top) == 0 < ce.cross_entropy(top, ce.half_wrong)
