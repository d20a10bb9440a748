"""Claims of lesson 2-5 on logits and their loss: its formulas and sentences, and PyTorch's."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import (
    LOGITS,
    expected_surprise,
    heights,
    log_total,
    random_logits,
    soft,
)

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")

LOGIT, PLACES = (-8, 8), (1, 4, 7)


@pytest.mark.parametrize("j", PLACES)
def test_softmax_and_its_logarithm(j: int) -> None:
    formula("softmax").at(j=j).agrees(lambda z: ce.softmax(z)[j - 1], z=LOGIT)
    formula("log-softmax").at(j=j).agrees(lambda z: ce.log_softmax(z)[j - 1], z=LOGIT)
    formula("softmax-ratio").at(j=j, k=2).agrees(lambda z: ce.softmax(z)[j - 1] / ce.softmax(z)[1], z=LOGIT)


def test_log_sum_exp() -> None:
    formula("log-sum-exp").agrees(lambda z, m: ce.log_sum_exp(z), z=LOGIT, m=LOGIT)


# Softmax


def test_softmax_gives_probabilities_in_the_order_of_the_logits() -> None:
    states(
        "음수도 되고 1보다 클 수도 있는 로짓입니다",
        "they produce logits, which may be negative or greater than 1",
        "결과가 $K$가지라면 로짓도 $K$개이고, 이것을 합이 1인 확률 $K$개로",
        "With $K$ outcomes, there are $K$ logits, and we have to turn them into $K$ probabilities that add"
        " up to 1",
        "먼저 로짓마다 지수함수의 값을 구하고, 합이 1이어야 하니 모두 더한 값으로 나눕니다",
        "first take the exponential of each logit. They must add up to 1, so we then divide by the sum of"
        " the results",
        "- 로짓은 소프트맥스로 확률이 됩니다",
        "- Softmax turns logits into probabilities",
        "크기의 순서는 그대로입니다",
        "The order by size stays the same",
    )
    assert ce.logits.min() < 0 and ce.logits.max() > 1
    for z in random_logits():
        q = ce.softmax(z)
        assert q.shape == z.shape and q.min() > 0 and q.sum() == pytest.approx(1)
        assert q == pytest.approx(np.exp(z) / sum(np.exp(z)))
        assert (q.argsort() == z.argsort()).all()


def test_logits_that_go_down_by_1_divide_the_probability_by_e() -> None:
    states(
        "위 그림의 로짓은 2, 1, 0, −1로 같은 간격으로 낮아진다",
        "In the upper one, the logits 2, 1, 0, and −1 go down in equal steps",
        "아래 그림의 확률은 student가 절반을 넘고, 뒤로 갈수록 빠르게 작아진다",
        "In the lower one, the probability of student is more than half, and the probabilities after it"
        " shrink quickly",
        "위는 로짓, 아래는 소프트맥스를 거친 확률",
        "Logits above, and the probabilities that softmax makes of them below",
        "로짓은 1씩 고르게 줄어드는데 확률은 그때마다 $e$로 나누어집니다",
        "The logits go down evenly, by 1 each time, and each time the probability is divided by $e$",
        "음수인 로짓도 작은 확률이 되고, … 확률을 더하면 1입니다",
        "Even the negative logit becomes a small probability, and the … probabilities add up to 1",
    )
    above, below = page.figures["logits-to-probabilities"][0].axes
    assert above.get_position().y0 > below.get_position().y0
    logits, probabilities = heights(above), np.array(heights(below))
    assert logits == [2, 1, 0, -1] == ce.logits.tolist() and ce.words[0] == "student"
    assert probabilities[:-1] / probabilities[1:] == pytest.approx([math.e] * 3)
    assert probabilities[0] > 0.5 and 0 < probabilities[3] < 0.05 and probabilities.sum() == pytest.approx(1)


def test_differences_of_logits_are_logs_of_ratios() -> None:
    states(
        "음수만 없애려면 제곱 같은 다른 함수를 써도 됩니다",
        "If we only wanted to get rid of negative numbers, we could take another one, such as the square",
        "지수함수를 쓰면 로짓의 **차이**가 확률의 **비**가 됩니다",
        "With the exponential function, a **difference** of logits becomes a **ratio** of probabilities",
        "첫 번째와 두 번째 낱말의 확률의 비에 로그를 취하면 로짓의 차이가 그대로 나옵니다",
        "The logarithm of the ratio of the first two probabilities is exactly the difference of their logits",
        "어떤 일이 일어날 확률을 일어나지 않을 확률로 나눈 값을 오즈(odds)라고 합니다. 두 낱말 가운데 하나가"
        " 나왔다는 것을 안다면 두 확률의 비가 바로 오즈입니다",
        "The probability that something happens, divided by the probability that it does not, is called the"
        " odds. If we know that one of two words came, the ratio of their probabilities is just that",
        "로짓의 차이는 로그를 취한 오즈, 곧 로그 오즈(log-odds)입니다",
        "a difference of logits is the logarithm of odds, the log-odds",
    )
    for z in random_logits(50):
        q = ce.softmax(z)
        assert np.log(q[0] / q[1]) == pytest.approx(z[0] - z[1])
        known = q[0] / (q[0] + q[1])  # that the first came, if one of the two came
        assert np.log(known / (1 - known)) == pytest.approx(z[0] - z[1])
        squares = z**2 / np.sum(z**2)
        assert squares.min() >= 0 and squares.sum() == pytest.approx(1)
        assert np.log(squares[0] / squares[1]) != pytest.approx(z[0] - z[1])


def test_only_differences_of_logits_count() -> None:
    states(
        "분자와 분모에 같은 수가 곱해지므로 달라지지 않습니다. 중요한 것은 로짓의 차이뿐입니다",
        "The numerator and the denominator are multiplied by the same factor, so nothing changes. Only the"
        " differences between logits matter",
        "그래서 결과가 둘이면 로짓 하나를 0으로 고정해도 됩니다. 그때 소프트맥스는 지난 과의 시그모이드와"
        " 같습니다",
        "With two outcomes, we may therefore fix one logit at 0. Then softmax is the same as the sigmoid of"
        " the last lesson",
        "모든 로짓에 100을 더해도 확률은 그대로이고",
        "Adding 100 to all logits leaves the probabilities as they are",
        "로짓이 둘일 때의 값은 시그모이드로 구한 값과 똑같이 …입니다",
        "With two logits, the value is …, exactly the same as the value of the sigmoid",
    )
    for z in random_logits():
        assert np.exp(z + 3) == pytest.approx(np.exp(z) * math.exp(3))
        assert ce.softmax(z + 100) == pytest.approx(ce.softmax(z))
        assert ce.softmax(z[:2]) == pytest.approx(ce.softmax(np.array([z[0] - z[1], 0])))
        assert ce.softmax(z + np.eye(5)[0]) != pytest.approx(ce.softmax(z))
    for one in np.linspace(-20, 20, 41):
        assert ce.softmax(np.array([one, 0.0]))[0] == pytest.approx(1 / (1 + math.exp(-one)))
    rows = page.printed["only-differences-count"].splitlines()
    assert rows[0] == rows[1] and ce.pair[0] == pytest.approx(1 / (1 + math.exp(-2)))


# Overflow


def test_exponentials_overflow_and_softmax_divides_infinity_by_infinity() -> None:
    states(
        "수학으로는 로짓에 1,000을 더해도 확률이 그대로여야 합니다",
        "Mathematically, the probabilities should stay the same even if we add 1,000 to the logits",
        "$e^{1000}$은 `float64`가 나타낼 수 있는 가장 큰 수를 넘어 `inf`가 됩니다",
        "The value of $e^{1000}$ is beyond the largest number that `float64` can represent, so it becomes"
        " `inf`",
        "소프트맥스의 값은 무한대를 무한대로 나누느라 `nan`이 되었습니다",
        "Softmax then divides infinity by infinity, and the result is `nan`",
    )
    assert ce.large == pytest.approx(ce.logits + 1000) and soft(ce.large) == pytest.approx(soft(LOGITS))
    assert Decimal(1000).exp() > Decimal(np.finfo(np.float64).max)
    with np.errstate(over="ignore", invalid="ignore"):
        assert np.isinf(np.exp(ce.large)).all() and np.exp(np.float64(1000)) == math.inf
        assert np.isnan(ce.softmax(ce.large)).all() and np.isnan(np.float64(math.inf) / math.inf)


def test_log_sum_exp_is_the_naive_form_where_that_does_not_overflow() -> None:
    states(
        "먼저 가장 큰 로짓 $m$을 모두에서 빼면 됩니다. 그러면 지수는 아무리 커도 0이고 $e^0 = 1$이므로"
        " 넘치지 않습니다",
        "we can first subtract the largest logit $m$ from all logits. Then no exponent is greater than 0,"
        " and since $e^0 = 1$, nothing overflows",
        "분모에서 $e^m$을 묶어 내고 로그를 취하면 $m$이 밖으로 나옵니다",
        "We factor $e^m$ out of the denominator and take the logarithm, and $m$ comes outside",
        "지수함수의 값을 더하고 로그를 취한 이 값을 **log-sum-exp**",
        "This value, the logarithm of the sum of the exponentials, is called **log-sum-exp**",
        "넘치지 않는 로짓에서는 그대로 계산한 값과 같고",
        "the value is the same as when we follow the formula literally",
        "`torch.logsumexp`도 이렇게 계산합니다",
        "PyTorch’s `torch.logsumexp` computes it in this way, too",
    )
    for z in random_logits():
        assert ce.log_sum_exp(z) == pytest.approx(np.log(np.sum(np.exp(z))), rel=1e-14)
        assert (z - z.max()).max() == 0
        assert ce.log_sum_exp(z) - ce.log_sum_exp(z - z.max()) == pytest.approx(z.max())
    for z in [*random_logits(20, spread=1000), ce.large, -ce.large]:
        assert np.exp(z - z.max()).max() == 1
        assert ce.log_sum_exp(z) == pytest.approx(log_total(z), rel=1e-14)
        assert ce.log_sum_exp(z) == pytest.approx(torch.logsumexp(torch.tensor(z), 0).item(), rel=1e-14)


def test_the_log_softmax_survives_where_the_log_of_the_softmax_does_not() -> None:
    states(
        "손실에는 확률이 아니라 확률의 로그가 필요하니, 처음부터 로그로 계산하는 편이 낫습니다",
        "A loss needs not the probability but its logarithm, so it is better to work with logarithms from"
        " the start",
        "나눗셈이 뺄셈으로 바뀌기 때문입니다",
        "because division turns into subtraction",
        "먼저 확률을 구하면 $e^{-800}$이 0으로 사라집니다",
        "If we compute the probabilities first, $e^{-800}$ vanishes to 0",
        "0의 로그는 음의 무한대가 됩니다",
        "The logarithm of 0 is negative infinity",
        "로그 소프트맥스는 확률을 거치지 않으므로 값이 사라지지 않습니다. 두 번째 값은 …입니다",
        "Log-softmax does not go through probabilities, so nothing vanishes, and the second value is …",
        "앞에서 넘쳤던 큰 로짓도 이제 계산할 수 있습니다",
        "Now we can also handle the large logits that overflowed before",
        "로그 소프트맥스의 값을 지수로 하여 $e$를 거듭제곱하면 확률이 되고, 1,000을 더하기 전의 확률과"
        " 같습니다",
        "If we raise $e$ to their log-softmax, we get probabilities, and these are the same as before we"
        " added 1,000",
        "확률을 거치지 않고 계산해야 안전합니다",
        "The safe way to compute the loss is with log-sum-exp, without going through probabilities",
    )
    assert ce.far.tolist() == [0, -800] and np.exp(-800.0) == 0 == ce.softmax(ce.far)[1]
    with np.errstate(divide="ignore"):
        assert np.log(ce.softmax(ce.far))[1] == -math.inf == np.log(0.0)
    assert ce.log_softmax(ce.far)[1] == -800 and ce.cross_entropy_loss(ce.far, 1) == 800
    assert np.exp(ce.log_softmax(ce.large)) == pytest.approx(soft(LOGITS))
    for z in random_logits(50):
        assert ce.log_softmax(z) == pytest.approx(torch.log_softmax(torch.tensor(z), 0).numpy())
        assert ce.log_softmax(z) == pytest.approx(z - np.log(np.sum(np.exp(z))))


def test_a_higher_temperature_means_a_higher_entropy() -> None:
    states(
        "곡선은 왼쪽에서 0 가까이에 있다가 점점 올라가, 오른쪽에서 log 4를 나타내는 가로 점선에 가까워진다."
        " 온도 1에 점이 있다",
        "The curve is near 0 on the left, rises steadily, and on the right approaches a dashed horizontal"
        " line that marks log 4. A point marks temperature 1",
        "온도를 로그 눈금으로 나타낸 것이고",
        "Temperature on the horizontal axis, which is logarithmic",
        "로짓을 **온도**(temperature) $T$로 나눈 다음 소프트맥스에",
        "the logits are sometimes divided by a **temperature** $T$ before they go into softmax",
        "온도를 낮추면 가장 큰 로짓의 확률이 1에 가까워지고 엔트로피는 0에 가까워집니다",
        "If we lower the temperature, the probability of the largest logit approaches 1 and the entropy"
        " approaches 0",
        "온도를 높이면 로짓의 차이가 줄어 확률이 서로 비슷해지고, 엔트로피는 $\\log 4$에 가까워집니다",
        "If we raise the temperature, the differences between the logits shrink, the probabilities become"
        " more alike, and the entropy approaches $\\log 4$",
        "곡선은 그 사이에서 쉬지 않고 올라갑니다",
        "In between, the curve never stops rising",
    )
    axes = page.figures["exercise-temperature"][0].axes[0]
    assert axes.get_xscale() == "log"
    (x, y), (_, level), (point, _) = (line.get_data() for line in axes.lines)
    assert x.tolist() == ce.temperatures.tolist() and y.tolist() == ce.spread.tolist()
    assert [*level] == [math.log(4)] * 2 and [*point] == [1]
    assert (np.diff(ce.temperatures) > 0).all() and (np.diff(ce.spread) > 0).all()
    # The uniform distribution is reached only at an infinite temperature.
    assert ce.spread[0] < 0.001 and ce.spread[-1] == pytest.approx(math.log(4), abs=0.01)
    guesses = np.array([soft([z / temperature for z in LOGITS]) for temperature in ce.temperatures])
    assert ce.spread == pytest.approx([expected_surprise(q, q) for q in guesses])
    assert guesses[0, 0] > 0.999 and (np.diff(np.ptp(guesses, axis=1)) < 0).all()
    assert np.ptp(guesses[-1]) < 0.1 and LOGITS[0] == max(LOGITS)
