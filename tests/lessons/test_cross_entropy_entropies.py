"""Claims of lesson 2-5 on entropy, in nats and in bits: its formula and sentences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import P, expected_surprise, heights, mean_questions, random_pairs

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_entropy() -> None:
    formula("entropy").agrees(ce.entropy, p=(0.01, 1))


def test_the_entropy_is_the_expected_surprise_and_close_to_the_mean_of_drawn_words() -> None:
    states(
        "뽑아서 구한 평균은 …, 기댓값은 …입니다",
        "The mean over the words that we drew is …, and the expected value is …",
        "놀라움에 확률을 곱해 모두 더하면 됩니다",
        "multiply each surprisal by its probability and add everything up",
        "낱말 10,000개를 정말로 뽑아 놀라움의 평균을 구하고",
        "Let's actually draw 10,000 words, take the mean of their surprisals",
        "똑같지는 않지만 가깝습니다",
        "the two are not exactly the same, but they are close",
        "$-\\log a$이고, 그 평균은 엔트로피입니다",
        "is $-\\log a$, and its mean is the entropy",
    )
    assert ce.entropy(ce.p) == pytest.approx(ce.mean_surprise) == expected_surprise(P, P)
    assert len(ce.drawn) == 10_000 and ce.drawn_surprise == pytest.approx(ce.surprise(ce.p[ce.drawn]).mean())
    assert page.said["mean-surprise"] == [f"{ce.drawn_surprise:.3f}", f"{ce.mean_surprise:.3f}"]
    assert 0 < abs(ce.drawn_surprise - ce.mean_surprise) < 3 * ce.surprise(ce.p).std() / 100


def test_the_words_of_low_probability_surprise_more_and_the_mean_lies_between() -> None:
    states(
        "위 그림의 확률은 student에서 가장 높고 teacher, good, very 순으로 낮아지며 뒤의 둘은 같다",
        "In the upper one, the probability is highest for student and becomes lower for teacher, good, and"
        " very; the last two are equal",
        "아래 그림의 놀라움은 거꾸로 student에서 가장 낮고 good과 very에서 가장 높다",
        "In the lower one, the surprisal does the opposite: it is lowest for student and highest for good"
        " and very",
        "아래 그림에는 평균 …의 높이에 가로 점선이 있다",
        "In the lower chart, a dashed horizontal line lies at the height of the mean, …",
        "위는 확률, 아래는 놀라움",
        "Probability above, surprisal below",
        "확률이 높은 낱말은 덜 놀랍고, 확률이 낮은 낱말은 더 놀랍습니다",
        "Words with a high probability surprise us less, and words with a low probability surprise us more",
        "흔히 나오는 `student`의 낮은 놀라움과 드물게 나오는 낱말들의 높은 놀라움 사이에 있습니다",
        "lies between the low surprisal of `student`, which comes often, and the higher surprisals of the"
        " words that come rarely",
    )
    above, below = page.figures["surprise-by-word"][0].axes
    assert above.get_position().y0 > below.get_position().y0
    assert [axes.get_title() for axes in (above, below)] == ["Probability", "Surprisal"]
    probabilities, surprises = heights(above), heights(below)
    assert probabilities[0] > probabilities[1] > probabilities[2] == probabilities[3]
    assert surprises[0] < surprises[1] < surprises[2] == surprises[3]
    (mean,) = below.lines
    assert mean.get_linestyle() == "--" and [*mean.get_ydata()] == [ce.mean_surprise] * 2
    assert surprises[0] < ce.mean_surprise < min(surprises[1:])


def test_minus_p_log_p_goes_to_zero_with_p() -> None:
    states(
        "확률이 0인 결과가 있으면 $0 \\log 0$을 만납니다. 지난 과에서 본 대로 컴퓨터는 이 값을 `nan`이라고"
        " 합니다",
        "If an outcome has probability 0, we run into $0 \\log 0$. As we saw in the last lesson, the"
        " computer calls this value `nan`",
        "출력의 처음 세 줄을 보면 $a$가 작아질수록 곱도 작아집니다",
        "In the first three lines of the output, the smaller $a$ becomes, the smaller the product",
        "$-\\log a$는 커지지만, 앞에 곱한 $a$가 훨씬 빨리 작아집니다. 그래서 곱은 0으로 갑니다",
        "While $-\\log a$ grows, the factor $a$ in front of it shrinks much faster, so the product goes to 0",
        "마지막 줄은 한 낱말의 확률이 1이고 나머지는 0인 분포를 식에 그대로 넣은 값인데, 역시 `nan`입니다",
        "The last line puts a distribution into the formula just as it is written: one word has probability"
        " 1, and the others have 0. Sure enough, the result is `nan`",
    )
    values = [-(10.0**-power) * math.log(10.0**-power) for power in range(1, 300, 10)]
    assert values == sorted(values, reverse=True) and values[-1] < 1e-280
    first, *others = page.printed["zero-times-log"].splitlines()
    assert [first[:9], *(line[:9] for line in others[:2])] == ["a =   0.1", "a =  0.01", "a = 0.001"]
    products = [-a * math.log(a) for a in (0.1, 0.01, 0.001)]
    assert products[0] > products[1] > products[2] and len(others) == 3
    with np.errstate(divide="ignore", invalid="ignore"):
        assert math.isnan(0 * np.log(0.0))
    assert math.isnan(ce.by_the_letter) and others[-1].endswith("nan")
    assert ce.certain.tolist() == [1, 0, 0, 0]


def test_an_outcome_of_probability_zero_adds_nothing() -> None:
    states(
        "코드에서는 확률이 0보다 큰 결과만 골라 더합니다",
        "In the code, we add up only the outcomes whose probability is greater than 0",
        "일어나지 않을 일은 평균에 아무것도 보태지 않아야 합니다. 그래서 $0\\log 0$은 0으로 약속합니다",
        "An event that never happens should add nothing to the mean. We therefore agree that $0\\log 0$ is 0",
    )
    for p, q in random_pairs(100):
        longer_p, longer_q = np.append(p, 0), np.append(q, 0)
        assert ce.entropy(longer_p) == ce.entropy(p)
        assert ce.cross_entropy(longer_p, longer_q) == ce.cross_entropy(p, q)


def test_the_entropy_is_zero_for_the_certain_and_greatest_for_the_uniform() -> None:
    states(
        "$q$를 균등분포로 두면 $\\log K \\ge H(p)$입니다",
        "Taking the uniform distribution for $q$ turns the inequality into $\\log K \\ge H(p)$",
        "네 낱말의 확률이 모두 같은 **균등분포**",
        "in which all four words have the same probability",
        "한 낱말만 나올 수 있다면 놀랄 일이 없으니 엔트로피는 0입니다. 균등분포에서는 …, 곧 $\\log 4$입니다",
        "If only one word can come, there is nothing to be surprised at, so the entropy is 0. For the"
        " uniform distribution, it is …, which is $\\log 4$",
        "우리의 $p$는 그 사이에 있는 …입니다",
        "Our $p$ lies in between, at …",
        "무엇이 나올지 알기 어려울수록 엔트로피가 크고, 균등분포에서 가장 큽니다",
        "The harder it is to tell what will come, the larger the entropy, and it is largest for the uniform"
        " distribution",
        "엔트로피가 균등분포에서 가장 크다는 것도",
        "why the entropy is largest for the uniform distribution",
    )
    assert ce.entropy(ce.certain) == 0 < ce.entropy(ce.p) < ce.entropy(ce.uniform)
    assert ce.certain.max() == 1 and ce.uniform.tolist() == [1 / 4] * 4
    for outcomes in (2, 4, 32):
        uniform = np.full(outcomes, 1 / outcomes)
        assert ce.cross_entropy(random_pairs(1, outcomes)[0][0], uniform) == pytest.approx(math.log(outcomes))
        assert ce.entropy(uniform) == pytest.approx(math.log(outcomes))
        for p, _ in random_pairs(300, outcomes):
            vaguer = [ce.entropy((1 - share) * p + share * uniform) for share in (0, 0.2, 0.4, 0.6, 0.8)]
            assert [*vaguer, math.log(outcomes)] == [*sorted(vaguer), math.log(outcomes)]
            assert vaguer[0] < vaguer[-1] < math.log(outcomes)


def test_the_entropy_of_two_outcomes_is_greatest_in_the_middle_and_zero_at_the_ends() -> None:
    states(
        "양 끝에서 0이고 가운데로 갈수록 높아지는 좌우 대칭 곡선이 한가운데에서 log 2의 높이에 이른다",
        "A symmetric curve is 0 at both ends, rises toward the middle, and reaches the height log 2 at its"
        " center",
        "어느 쪽이 나올지 확실한 양 끝에서 엔트로피는 0입니다",
        "At both ends, where we are certain which outcome will come, the entropy is 0",
        "둘의 확률이 같은 가운데에서 가장 크고, 그 값은 $\\log 2$",
        "largest in the middle, where both outcomes have the same probability, and its value there is $\\log"
        " 2$",
    )
    assert ce.entropies.argmax() == 50 and ce.entropies[50] == pytest.approx(math.log(2))
    assert ce.entropies[0] == ce.entropies[-1] == 0 and ce.shares[50] == 1 - ce.shares[50]
    assert ce.entropies == pytest.approx(ce.entropies[::-1])
    assert (np.diff(ce.entropies[:51]) > 0).all() and (np.diff(ce.entropies[50:]) < 0).all()


def test_the_entropy_in_bits_is_the_mean_of_the_questions_and_never_more() -> None:
    states(
        "단위만 다를 뿐입니다",
        "Only the unit differs, just as the same length can be measured in centimeters or in inches",
        "물음의 평균은 …번이고, 비트로 잰 엔트로피도 …비트입니다",
        "We ask … questions on average, and the entropy, measured in bits, is also …",
        "나트로 잰 값을 $\\log 2$로 나누면 비트로 잰 값이 됩니다",
        "dividing a value in nats by $\\log 2$ gives the value in bits",
        "‘학생’은 한 번, ‘선생님’은 두 번, 나머지 두 낱말은 세 번 만에 알아냅니다",
        "we identify “student” with one question, “teacher” with two, and either of the other two words with"
        " three",
        "물을 때마다 남은 확률이 꼭 반으로 나뉘어서, 낱말마다 묻는 횟수가 비트로 잰 놀라움과 같아졌습니다",
        "Every question splits the remaining probability exactly in half, so the number of questions for"
        " each word equals its surprisal in bits",
        "물음의 평균이 비트로 잰 엔트로피보다 작아지는 일은 없습니다",
        "the mean number of questions is never less than the entropy in bits",
    )
    last = len(ce.words) - 1  # the last word needs no question of its own
    assert ce.questions.tolist() == [min(place + 1, last) for place in range(last + 1)] == [1, 2, 3, 3]
    assert [ce.p[place] / ce.p[place:].sum() for place in range(last)] == [1 / 2] * last
    assert ce.questions == pytest.approx(ce.surprise(ce.p) / math.log(2))
    assert ce.entropy_in_bits == pytest.approx(np.sum(ce.p * ce.questions)) == mean_questions(P) == 1.75
    assert ce.entropy(ce.p) / math.log(2) == pytest.approx(ce.entropy_in_bits)
    for p, _ in random_pairs(500):
        assert mean_questions(p) >= ce.entropy(p) / math.log(2)


def test_whole_surprisals_in_bits_are_reached_and_others_are_not() -> None:
    states(
        "다른 분포에서는 이렇게 딱 맞지 않을 수 있습니다",
        "With other distributions, it may not work out this neatly",
        "결과가 둘이고 확률이 0.9와 0.1이라면, 물음은 한 번보다 적게 할 수 없습니다",
        "With two outcomes of probability 0.9 and 0.1, we cannot ask less than one question",
        "엔트로피는 …비트인데 물음의 평균은 1번입니다",
        "The entropy is … bits, but the mean number of questions is 1",
        "일어날 수 있는 결과마다 비트로 잰 놀라움이 0 이상의 정수일 때만 둘이 딱 맞습니다",
        "The two agree only if every outcome that can happen has a whole number of bits of surprisal, which"
        " may be 0",
    )
    lopsided = [0.9, 0.1]
    assert ce.lopsided == pytest.approx(lopsided) and mean_questions(lopsided) == pytest.approx(1)
    assert ce.lopsided_bits == pytest.approx(expected_surprise(lopsided, lopsided) / math.log(2))
    assert ce.lopsided_bits < 0.5
    assert mean_questions([1.0]) == ce.entropy(ce.certain) == 0
    for whole in ([1 / 2] * 2, [1 / 4] * 4, [1 / 2, 1 / 4, 1 / 4], [1 / 2, 1 / 8, 1 / 4, 1 / 8]):
        assert mean_questions(whole) == pytest.approx(ce.entropy(np.array(whole)) / math.log(2))
    for p, _ in random_pairs(500):
        bits = ce.surprise(p) / math.log(2)
        assert abs(bits - bits.round()).max() > 1e-6
        assert mean_questions(p) > ce.entropy(p) / math.log(2) + 1e-9


# Exercises


def test_the_loaded_die_is_less_uncertain_and_costs_log_6_under_the_fair_model() -> None:
    states(
        "6이 절반의 확률로 나오고 나머지 다섯 눈은 확률이 같은",
        "a die shows 6 half of the time, and its other five faces all have the same probability",
        "공정한 주사위의 엔트로피는 $\\log 6$입니다",
        "The entropy of the fair die is $\\log 6$",
        "무엇이 나올지 짐작하기 쉬우니 엔트로피가 더 작습니다",
        "It is easier to guess what the loaded die will show, so its entropy is smaller",
        "더 놀라는 몫은 교차 엔트로피에서 엔트로피를 뺀 …나트",
        "The extra surprisal is the cross entropy minus the entropy",
        "공정하다고 믿는 모델은 어느 눈에나 $\\frac{1}{6}$을 주므로, 교차 엔트로피는 주사위가 어떻게"
        " 치우쳤든 $\\log 6$",
        "A model that believes the die to be fair gives every face $\\frac{1}{6}$, so the cross entropy is"
        " $\\log 6$, however the die is loaded",
    )
    assert ce.die == pytest.approx([1 / 6] * 6) and ce.loaded == pytest.approx([0.1] * 5 + [0.5])
    assert ce.entropy(ce.loaded) < ce.entropy(ce.die) == pytest.approx(math.log(6))
    for p, _ in random_pairs(100, 6):
        assert ce.cross_entropy(p, ce.die) == pytest.approx(math.log(6))
    assert ce.extra == pytest.approx(math.log(6) - expected_surprise(ce.loaded, ce.loaded))
