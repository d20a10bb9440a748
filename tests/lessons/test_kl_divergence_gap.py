"""Claims of lesson 2-6 on its sentences about what the model adds, and what each word contributes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.panels import bars, panels

lesson_kl, ce = lesson("kl_divergence.py"), lesson("cross_entropy.py")
page = shown("kl_divergence.py")

MODELS = np.random.default_rng(2).dirichlet(np.ones(4), size=500)
STUDENT, TEACHER, GOOD, VERY = range(4)


def test_no_model_gets_below_the_entropy() -> None:
    states(
        "교차 엔트로피는 아무리 줄여도 엔트로피보다 작아지지 않았습니다",
        "the cross entropy never fell below the entropy, however far we went down",
        "엔트로피는 가장 좋은 모델도 겪는 평균 놀라움이고, 교차 엔트로피는 $q$를 쓰는 모델이 겪는",
        "the entropy is the mean surprisal of even the best model, and the cross entropy is the mean"
        " surprisal of a model that uses $q$",
        "$p$를 그대로 아는 모델도 낱말마다 평균 …나트를 치릅니다",
        "Even a model that knows $p$ exactly pays … nats per word on average",
        "문맥이 같다면 어떤 모델도 피할 수 없는 몫입니다",
        "no model that sees the same context can avoid this part",
        "아래에 깔린 엔트로피는 같은 문맥을 보는 한 어떤 모델도 없앨 수 없습니다",
        "No model that sees the same context can remove the entropy at the bottom",
    )
    least = lesson_kl.entropy(lesson_kl.p)
    assert ce.costs.min() > ce.entropy(ce.p)
    for model in MODELS:
        cost = lesson_kl.cross_entropy(lesson_kl.p, model)
        assert cost > least
        assert cost == pytest.approx(np.average(-np.log(model), weights=lesson_kl.p))
    assert lesson_kl.cross_entropy(lesson_kl.p, lesson_kl.p) == pytest.approx(least)


def test_the_loss_of_a_perfect_model_is_zero_only_where_one_word_is_certain() -> None:
    states(
        "다음에 올 낱말이 하나로 정해져 있지 않으면, 그 확률을 정확히 아는 모델도 손실이 0이 되지 않습니다",
        "Where more than one word can come next, even a model that knows their exact probabilities does not"
        " reach a loss of 0",
        "손실이 0이 되지 않는다고 모델이 나쁜 것은 아닙니다",
        "If the loss does not reach 0, that does not mean that the model is bad",
    )
    for one in (lesson_kl.p, *MODELS):
        assert lesson_kl.cross_entropy(one, one) > 0
    certain = np.eye(4)[STUDENT]
    assert lesson_kl.cross_entropy(certain, certain) == 0


def test_the_floor_of_a_word_with_two_labels_is_their_entropy() -> None:
    states(
        "라벨이 갈리는 ‘주로’의 손실에는 바닥이 있었습니다. 그 바닥이 엔트로피이고, 바닥 위로 남은 것이 이"
        " 차이입니다",
        "the loss of 주로, a word with two labels, had a floor. That floor is the entropy, and what was left"
        " above it is this difference",
    )
    labels = np.array([0.5, 0.5])
    floor = lesson_kl.entropy(labels)
    assert floor == pytest.approx(math.log(2))
    for noun in (0.1, 0.3, 0.9):
        loss = -(math.log(noun) + math.log(1 - noun)) / 2
        extra = lesson_kl.kl_divergence(labels, np.array([noun, 1 - noun]))
        assert loss - floor == pytest.approx(extra) and extra > 0


def test_the_code_names_the_words_in_order_and_the_model_leans_to_very() -> None:
    states(
        "네 낱말을 차례로 `student`, `teacher`, `good`, `very`라고 적습니다",
        "we write the words, in this order, as `student`, `teacher`, `good`, and `very`",
        "우리 모델은 ‘매우’에 절반이나 걸고 ‘학생’은 낮게 보았습니다",
        "Our model gives “very” as much as half of all the probability, and it gives “student” too little",
    )
    assert lesson_kl.words == ["student", "teacher", "good", "very"]
    assert lesson_kl.q[VERY] == 1 / 2 and lesson_kl.q[STUDENT] < lesson_kl.p[STUDENT]


def test_words_that_never_come_add_nothing() -> None:
    states(
        "확률이 0인 낱말은 평균에 아무것도 보태지 않으므로 `happens`로 확률이 0보다 큰 낱말만 골라 더합니다",
        "A word with probability 0 adds nothing to the mean, so we use `happens` to add up only the terms of"
        " words whose probability is greater than 0",
        "일어나지 않는 일은 평균에 보태지 않는다는 약속대로 빼고 더하면",
        "we agreed that an event that never happens adds nothing to the mean",
    )
    few, model = np.array([0.5, 0.0, 0.3, 0.2]), np.array([0.4, 0.1, 0.2, 0.3])
    others, of_model = few[few > 0], model[few > 0]
    assert lesson_kl.entropy(few) == lesson_kl.entropy(others)
    assert lesson_kl.cross_entropy(few, model) == lesson_kl.cross_entropy(others, of_model)
    assert lesson_kl.kl_divergence(few, model) == lesson_kl.kl_divergence(others, of_model)


def test_the_distribution_before_the_bars_is_the_one_that_is_averaged_over() -> None:
    states(
        "로그의 차는 비의 로그입니다",
        "A difference of logarithms is the logarithm of a ratio",
        "두 세로줄 앞에는 평균을 내는 분포를, 뒤에는 그것을 대신하는 분포를 적습니다",
        "In front of the two vertical bars we write the distribution over which we average, and after them"
        " the one that stands in for it",
        "여기에서는 낱말이 실제로 나오는 참된 분포 $p$로 평균을 냅니다",
        "Here we average over the true distribution $p$, from which the words really come",
        "자리를 바꾸면 값이 달라질 수 있어서",
        "If the two trade places, the value may change",
    )
    p, q = lesson_kl.p, lesson_kl.q
    ratios = np.log(p / q)
    assert ratios == pytest.approx(np.log(p) - np.log(q))
    assert lesson_kl.kl_divergence(p, q) == pytest.approx(np.average(ratios, weights=p))
    assert lesson_kl.kl_divergence(p, q) != pytest.approx(abs(np.average(ratios, weights=q)))
    assert lesson_kl.kl_divergence(p, q) != pytest.approx(lesson_kl.kl_divergence(q, p))


def test_the_divergence_is_the_difference_between_the_areas_of_the_last_lesson() -> None:
    states(
        "지난 과의 넓이 그림에서는 두 넓이의 차가 KL 발산입니다",
        "In the area figure of the last lesson, the KL divergence is the difference between the two areas",
    )
    (axis,) = shown("cross_entropy.py").figures["areas"][0].axes
    of_model, of_p = (sum(bar.get_width() * bar.get_height() for bar in bars) for bars in axis.containers)
    assert of_model - of_p == pytest.approx(lesson_kl.kl_divergence(ce.p, ce.half_wrong))


def test_the_factor_between_the_perplexities_is_exp_of_the_divergence() -> None:
    states(
        "혼란도는 교차 엔트로피를 지수로 하여 $e$를 거듭제곱한 값이므로",
        "Perplexity is $e$ raised to the cross entropy. So",
        r"완벽한 모델의 혼란도에 $e^{\operatorname{KL}(p \parallel q)}$을 곱하면 우리 모델의 혼란도입니다",
        r"if we multiply the perplexity of the perfect model by $e^{\operatorname{KL}(p \parallel q)}$, we"
        " get the perplexity of our model",
        "완벽한 모델이 낱말 …개를 놓고 헷갈릴 때, 우리 모델은 …개를 놓고 헷갈리는 셈입니다",
        "While the perfect model is as uncertain as if it had to choose among … equally probable words, for"
        " our model it is as if there were … of them",
    )
    p, q = lesson_kl.p, lesson_kl.q
    perfect, ours = math.exp(lesson_kl.cross_entropy(p, p)), math.exp(lesson_kl.cross_entropy(p, q))
    assert perfect * math.exp(lesson_kl.kl_divergence(p, q)) == pytest.approx(ours)
    assert page.said["kl-divergence"][-2:] == [f"{perfect:.3f}", f"{ours:.3f}"]
    equal = np.full(7, 1 / 7)
    assert math.exp(lesson_kl.cross_entropy(equal, equal)) == pytest.approx(7)


def test_what_each_word_contributes_and_why() -> None:
    states(
        "가장 큰 몫은 ‘학생’의 …입니다. 자주 나오는 낱말의 확률을 절반으로 낮게 잡았기 때문입니다",
        "The largest contribution is that of “student”, …. This word comes often, and the model gave it only"
        " half of its probability",
        "‘선생님’의 확률도 절반으로 잡아 …만큼 손해를 보았습니다",
        "The model also gave “teacher” half of its probability, which costs …",
        "‘좋은’은 확률을 맞혔으므로 0입니다",
        "It got the probability of “good” right, so the contribution is 0",
        "‘매우’의 몫은 …입니다. 음수이니, 이 낱말이 나올 때만큼은 우리 모델이 완벽한 모델보다 덜 놀랍니다",
        "The contribution of “very” is …. It is negative: whenever this word comes, our model is less"
        " surprised than the perfect model",
        "‘선생님’의 몫과 ‘매우’의 몫이 꼭 지워져서 합이 우연히 ‘학생’의 몫과 같습니다",
        "the contributions of “teacher” and “very” cancel exactly, so the sum happens to be the contribution"
        " of “student”",
        "낱말 하나의 몫은 음수가 될 수 있습니다",
        "The contribution of a single word can be negative",
    )
    p, q, shares = lesson_kl.p, lesson_kl.q, lesson_kl.contributions
    assert shares.argmax() == STUDENT == p.argmax() and q[STUDENT] == p[STUDENT] / 2
    assert q[TEACHER] == p[TEACHER] / 2 and shares[TEACHER] > 0
    assert q[GOOD] == p[GOOD] and shares[GOOD] == 0
    assert shares[VERY] < 0 and -math.log(q[VERY]) < -math.log(p[VERY])
    assert shares[TEACHER] == -shares[VERY] and shares.sum() == pytest.approx(shares[STUDENT])


def test_the_figure_of_the_contributions() -> None:
    states(
        "위 그림에서 p는 student가 가장 높고 q는 very가 가장 높다",
        "In the upper one, p is highest for student and q is highest for very",
        "아래 그림의 막대는 student에서 가장 높고, teacher에서 그 절반이며, good에서 0이고, very에서 0"
        " 아래로",
        "In the lower one, the bar is highest for student, half as high for teacher, at 0 for good, and"
        " below 0 for very",
        "위는 두 분포, 아래는 낱말마다 보탠 몫",
        "The two distributions above, the contribution of each word below",
        "위 그림에서 $p$가 $q$보다 높은 낱말은 아래 그림에서 막대가 0 위로, 낮은 낱말은 0 아래로 뻗습니다",
        "If $p$ is higher than $q$ for a word in the upper chart, its bar in the lower chart rises above 0."
        " If it is lower, the bar falls below 0",
        "모두 더한 값은 양수입니다",
        "the sum of all the contributions is positive",
    )
    top, bottom = panels(page, "contributions-by-word")
    (p, q), (shares,) = bars(top), bars(bottom)
    assert (p == lesson_kl.p).all() and (q == lesson_kl.q).all() and (shares == lesson_kl.contributions).all()
    assert [int(one.argmax()) for one in (p, q, shares)] == [STUDENT, VERY, STUDENT]
    assert shares[TEACHER] == pytest.approx(shares[STUDENT] / 2)
    assert shares[GOOD] == 0 and shares[VERY] < 0
    assert (np.sign(p - q) == np.sign(shares)).all() and shares.sum() > 0
