"""Claims of lesson 2-6 on the sentences of its exercises and their solutions."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")

STUDENT, TEACHER, GOOD, VERY = range(4)


def test_the_best_lengths_of_codewords() -> None:
    states(
        r"확률이 $p_k$인 낱말에는 $-\log_2 p_k$자리를 쓰는 것이 가장 좋습니다",
        r"for a word with probability $p_k$, it is best to use $-\log_2 p_k$ digits",
        r"$-\log_2 p_k$가 모두 자연수일 때 이 길이를 그대로 쓸 수 있고, 여기에서는 그렇습니다",
        r"If every $-\log_2 p_k$ is a whole number, we can use exactly these lengths, and here they are",
    )
    for one, lengths in ((lesson_kl.p, lesson_kl.lengths_for_p), (lesson_kl.q, lesson_kl.lengths_for_q)):
        assert lengths == pytest.approx(-np.log2(one)) and (lengths == lengths.round()).all()
        # Kraft's inequality: the lengths of the codewords of a prefix code.
        possible = [
            all_ for all_ in itertools.product(range(1, 7), repeat=4) if sum(2.0**-n for n in all_) <= 1
        ]
        assert tuple(lengths) == min(possible, key=lambda all_: float(one @ all_))


def test_what_the_wrong_code_wastes() -> None:
    states(
        "알맞은 코드로는 …자리, $q$에 맞춘 코드로는 …자리가 듭니다",
        "The right code takes … digits per word, and the code made for $q$ takes …",
        r"낭비는 …자리이고, 이것이 비트로 잰 KL 발산입니다. 앞의 …나트를 $\log 2$로 나눈 값입니다",
        "The waste is … digits, and this is the KL divergence in bits. It is the … nats from the lesson,"
        r" divided by $\log 2$",
        "‘매우’를 한 자리로 줄인 덕은 드물게 보고, ‘학생’이 두 자리로 늘어난 손해는 자주 봅니다",
        "The word “very” shrinks to one digit, but we rarely benefit from that. Meanwhile “student” grows to"
        " two digits, and we often pay for it",
    )
    p, right, wrong = lesson_kl.p, lesson_kl.lengths_for_p, lesson_kl.lengths_for_q
    means = np.sum(p * right), np.sum(p * wrong)
    assert page.said["exercise-bits"][:2] == [f"{mean:.2f}" for mean in means]
    assert means[1] - means[0] == pytest.approx(lesson_kl.kl_divergence(p, lesson_kl.q) / math.log(2))
    assert wrong[VERY] == 1 < right[VERY] and wrong[STUDENT] == 2 > right[STUDENT]
    assert p[VERY] == p.min() and p[STUDENT] == p.max()


def test_entropy_is_largest_for_the_uniform_distribution() -> None:
    states(
        "$u$를 네 낱말의 확률이 모두 같은 균등분포라고 합시다",
        "Let $u$ be the uniform distribution, which gives all four words the same probability",
        r"줄마다 두 값을 더하면 모두 …입니다. 이것이 $\log K$입니다",
        r"In every line, the two values add up to …, which is $\log K$",
        r"KL 발산이 0 이상이므로 엔트로피는 $\log K$를 넘지 못하고, 균등분포에서 가장 큽니다",
        r"Since the KL divergence is at least 0, the entropy cannot be greater than $\log K$, and it is"
        " largest for the uniform distribution",
    )
    uniform, most = lesson_kl.uniform, math.log(4)
    assert uniform.tolist() == [1 / 4] * 4 and lesson_kl.entropy(uniform) == pytest.approx(most)
    for one in (lesson_kl.p, np.eye(4)[0], *lesson_kl.pairs[:500, 0]):
        assert lesson_kl.entropy(one) < most
        assert lesson_kl.entropy(one) + lesson_kl.kl_divergence(one, uniform) == pytest.approx(most)
    for row in page.printed["exercise-uniform"].splitlines()[:3]:
        entropy, divergence = (float(part.split()[-1]) for part in row.split(","))
        # Both are printed with four decimals.
        assert entropy + divergence == pytest.approx(most, abs=1e-4)


def test_the_direct_way_may_be_longer() -> None:
    states(
        "거리라면 곧장 가는 길이 돌아가는 길보다 길 수 없습니다",
        "For a distance, the direct way can never be longer than a detour",
        "$c$가 한쪽 낱말을 거의 불가능하다고 보게 하고, $b$를 가운데에 둡니다",
        "Let $c$ regard one of the words as almost impossible, and put $b$ in between",
        "곧장 가면 …, 돌아가면 …입니다. 곧장 가는 길이 돌아가는 길보다 길 수 없다는 조건을 삼각부등식",
        "The direct way is …, and the detour is …. The rule that the direct way is never longer than a"
        " detour is the triangle inequality",
        "KL 발산은 대칭이 아닐 뿐 아니라 삼각부등식도 지키지 않으므로 거리가 아닙니다",
        "The KL divergence is not only asymmetric; it also violates the triangle inequality, so it is not a"
        " distance",
        "KL 발산은 두 분포가 얼마나 다른지 재지만 **거리**는 아닙니다",
        "The KL divergence measures how different two distributions are, but it is not a **distance**",
    )
    a, b, c, divergence = lesson_kl.a, lesson_kl.b, lesson_kl.c, lesson_kl.kl_divergence
    assert c.min() <= 0.01 and c[0] < b[0] < a[0]
    assert math.dist(a, c) <= math.dist(a, b) + math.dist(b, c)
    assert lesson_kl.straight == divergence(a, c) > divergence(a, b) + divergence(b, c) == lesson_kl.around
    assert page.said["exercise-triangle"] == [f"{lesson_kl.straight:.4f}", f"{lesson_kl.around:.4f}"]
    assert divergence(a, c) != pytest.approx(divergence(c, a))


def test_units_change_the_density_but_not_the_divergence() -> None:
    states(
        "평균은 170과 168이고, 표준편차는 모두 5입니다",
        "Their means are 170 and 168, and both have a standard deviation of 5",
        "식에는 길이의 비만 들어 있으므로 단위가 지워집니다",
        "The formula contains only ratios of lengths, so the units cancel",
        "밀도의 봉우리는 단위를 바꾸면 … 배가 되지만, KL 발산은 어느 단위로 재도 …입니다",
        "When we change the unit, the density at the peak becomes … times as high, but the KL divergence is"
        " … in either unit",
        "두 밀도가 똑같이 … 배가 되어 비는 변하지 않기 때문입니다. 표준편차가 같으니 두 방향의 값도 같습니다",
        "Both densities become … times as high, so their ratio does not change. Since the standard"
        " deviations are equal, the two directions also have the same value",
    )
    assert (
        lesson_kl.centimeters == lesson_kl.kl_normals(170, 5, 168, 5) == lesson_kl.kl_normals(168, 5, 170, 5)
    )
    assert lesson_kl.meters == pytest.approx(lesson_kl.centimeters)
    for mu1, sigma1, mu2, sigma2 in np.random.default_rng(0).uniform(1, 200, (50, 4)):
        scaled = lesson_kl.kl_normals(mu1 / 100, sigma1 / 100, mu2 / 100, sigma2 / 100)
        assert scaled == pytest.approx(lesson_kl.kl_normals(mu1, sigma1, mu2, sigma2))
    heights = np.linspace(150, 190, 9)
    for mean in (170, 168):
        centimeters = lesson_kl.gaussian_pdf(heights, mean, 5)
        assert lesson_kl.gaussian_pdf(heights / 100, mean / 100, 0.05) == pytest.approx(100 * centimeters)


def test_how_often_the_standard_error_holds_the_exact_value() -> None:
    states(
        "추정값과 참값의 차이가 표준오차보다 작은 것은 …, 표준오차의 두 배보다 작은 것은 …입니다",
        "The estimate differed from the true value by less than the standard error … of the time, and by"
        " less than twice the standard error … of the time",
        "많은 값을 더한 평균은 거의 정규분포를 따릅니다",
        "The mean of many values nearly follows a normal distribution",
        "평균과의 차이가 표준편차보다 작은 비율은 …, 표준편차의 두 배보다 작은 비율은 …이므로, 막대는 제"
        " 몫을 하고 있습니다",
        "In a normal distribution, … of the values lie within one standard deviation of the mean, and … lie"
        " within two. So the bars do their job",
        "셋 가운데 하나쯤은 막대 밖에 참값이 있는 것이 오히려 정상입니다",
        "About one bar in three misses the true value, and that is just as it should be",
        "표준오차는 오차가 대개 어느 정도인지를 알려 줄 뿐입니다",
        "The standard error only says how large the error usually is",
    )
    within = [np.mean(lesson_kl.distances < times) for times in (1, 2)]
    expected = [math.erf(times / math.sqrt(2)) for times in (1, 2)]
    assert [lesson_kl.within_one, lesson_kl.within_two] == within
    assert page.said["exercise-coverage"] == [f"{share:.0%}" for share in (*within, *expected)]
    # Shares of 2,000 estimates: three standard errors of theirs.
    assert within == pytest.approx(expected, abs=0.03)
    # One in three, as said, not exactly.
    assert 1 - within[0] == pytest.approx(1 / 3, abs=0.04)
    middles = np.array([middle for middle, _ in lesson_kl.many])
    scaled = (middles - middles.mean()) / middles.std()
    assert abs(np.mean(scaled**3)) < 0.3 and abs(np.mean(scaled**4) - 3) < 0.4
