"""Claims of lesson 2-3: one-hot vectors as distributions, and the distances between them."""

from __future__ import annotations

import math
from itertools import chain, combinations, pairwise

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.analyzer import tagged
from tests.lessons.words_and_vectors import COUNTS, TOTAL_WORDS

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")

ROOT_OF_TWO = math.sqrt(2)


# Distributions


def test_one_hot_vectors_are_distributions_and_their_mean_is_shares() -> None:
    states(
        "확률은 모두 0 이상이고 더하면 1인데, 원-핫 벡터의 칸이 바로 그렇습니다",
        "Probabilities are all at least 0 and add up to 1, and the same is true of the positions of a"
        " one-hot",
        "한 낱말의 확률은 1이고 나머지는 0이니",
        "One word has probability 1 and all others have 0",
        "행의 합은 모두 1입니다",
        "Every row adds up to 1",
        "… 낱말 가운데 둘이 ‘일찍’이기 때문입니다",
        "because two of the … words are 일찍",
        "원-핫 벡터의 평균은 낱말마다 차지하는 비율입니다",
        "The mean of one-hot vectors is the share of each word",
        "원-핫 벡터는 확실한 분포입니다. 여러 개를 더하면 횟수가 되고, 평균하면 비율이 됩니다",
        "A one-hot vector is a certain distribution. Several added up give counts, and their mean gives"
        " shares",
        "평균의 0번 칸은 …입니다",
        "Position 0 of the mean is …",
    )
    page.prints("rows-add-up-to-one", 1, 1, 1, 1, 0.5, 0.25, 0.25, 0, 0, 0, 0, 0)
    for vector in one.corpus_one_hots:
        assert vector.min() >= 0 and vector.sum() == 1 == vector.max() == np.count_nonzero(vector)
    assert one.pair[0].split().count("일찍") == 2
    assert one.X.mean(axis=0).tolist() == [one.first.count(number) / 4 for number in range(8)]
    assert one.X.sum(axis=0).tolist() == [one.first.count(number) for number in range(8)]
    assert one.X.mean(axis=0)[0] == 0.5 == 2 / len(one.first)


def test_the_bars_are_of_the_first_word_and_of_the_mean() -> None:
    states(
        "위아래 두 막대그래프. 가로축은 번호, 세로축은 위가 확률이고 아래가 비율이다",
        "Two bar charts, one above the other, with ids on the horizontal axis; the vertical axis is"
        " probability above and share below",
        "위 그림에서는 0번의 막대만 높이가 1이고 나머지는 없다",
        "In the upper one only the bar at 0 is there, with height 1",
        "아래 그림에서는 0번의 막대가 높이 …로 가장 높고, 1번과 …번의 막대는 그 절반이며, 나머지는 없다",
        "In the lower one the bar at 0 is the highest, with height …, those at 1 and … are half as high, and"
        " there are no others",
        "위는 첫 번째 낱말의 원-핫 벡터, 아래는 … 낱말의 평균",
        "Above, the one-hot vector of the first word; below, the mean of the … words",
        "위는 확실한 분포이고, 아래는 확실하지 않은 분포입니다. 둘 다 막대의 높이를 더하면 1입니다",
        "The upper distribution is certain, the lower one is not. In both, the heights of the bars add up to"
        " 1",
    )
    page.draws_bars("certain-and-mean", [1, 0, 0, 0, 0, 0, 0, 0])
    page.draws_bars("certain-and-mean", [0.5, 0.25, 0.25, 0, 0, 0, 0, 0])
    top, bottom = sorted(page.figures["certain-and-mean"][0].axes, key=lambda axis: -axis.get_position().y0)
    for axis, expected, label in ((top, one.X[0], "probability"), (bottom, one.X.mean(axis=0), "share")):
        heights = [bar.get_height() for bar in axis.patches]
        assert heights == expected.tolist() and math.fsum(heights) == 1 and axis.get_ylabel() == label
    assert bottom.get_xlabel() == "id"
    assert [bar.get_height() for bar in top.patches].count(1) == 1
    assert max(bar.get_height() for bar in bottom.patches) < 1
    assert top.get_position().y0 > bottom.get_position().y1 and len(top.patches) == len(bottom.patches) == 8


def test_the_mean_of_all_one_hot_vectors_is_the_share_of_each_word() -> None:
    states(
        "`Counter`는 낱말이 몇 번 나왔는지 셉니다",
        "`Counter` counts how often each word occurs",
        "자주 나온 낱말 다섯 개의 비율을",
        "the shares of five frequent words",
        "원-핫 벡터의 평균은 낱말이 나온 횟수를 전체 낱말 수로 나눈 값과 같습니다",
        "The mean of the one-hot vectors equals the number of times a word occurs, divided by the number of"
        " all",
        "가장 흔한 ‘오늘’의 비율은",
        "The share of the most frequent word, 오늘 (“today”)",
    )
    assert one.counts == COUNTS
    assert one.shares == pytest.approx([COUNTS[word] / TOTAL_WORDS for word in sorted(COUNTS)])
    commonest = [count for _, count in COUNTS.most_common(5)]
    page.prints(
        "shares-of-words",
        *(number for count in commonest for number in (count / TOTAL_WORDS, count, TOTAL_WORDS)),
    )
    assert page.printed["shares-of-words"].endswith("\nTrue\n")
    assert COUNTS.most_common(1)[0][0] == "오늘" == one.vocabulary[one.shares.argmax()]


def test_the_goal_of_a_model_is_the_mean_of_the_targets_that_it_cannot_tell_apart() -> None:
    states(
        "정답을 모두 평균한 방금의 비율이 목표입니다",
        "so its goal is the mean of all targets, the shares above",
        "앞의 낱말을 보는 모델의 목표는 **같은 낱말들 뒤에** 온 정답만 모아 평균한 비율입니다",
        "The goal of a model that sees the words before is the mean of the targets that come **after the same"
        " words**",
    )
    numbers = [[one.number_of[word] for word in one.words_of(line)] for line in one.lines]
    before = one.number_of["오늘"]
    followers = [to for row in numbers for at, to in pairwise(row) if at == before]
    generator = np.random.default_rng(0)
    for targets in ([*chain(*numbers)], followers):
        goal = one.one_hot(targets, len(one.vocabulary)).mean(axis=0)
        least = -np.log(goal[targets]).mean()
        for share in (0.01, 0.1, 0.5):
            other = (1 - share) * goal + share * generator.dirichlet(np.ones(len(goal)))
            assert least < -np.log(other[targets]).mean()
        assert (goal == one.shares).all() or targets is followers
    assert least < -np.log(one.shares[followers]).mean()


# Distances


def test_the_distance() -> None:
    states(
        "거리는 칸마다 차이를 제곱하여 모두 더하고 제곱근을 취한 값입니다",
        "is the square root of the sum of the squared differences",
        "번호를 0부터 세므로 마지막 칸은 $K-1$번입니다",
        "we count from 0, so the last position is $K-1$",
    )
    formula("euclidean-distance").agrees(one.distance, a=(-2, 2), b=(-2, 2))


def test_two_one_hot_vectors_differ_in_two_positions_and_are_orthogonal() -> None:
    states(
        "서로 다른 원-핫 벡터 $e_i$와 $e_j$는 두 칸만 다릅니다",
        "Two different one-hot vectors $e_i$ and $e_j$ differ in two positions only",
        "$i$번 칸의 차이는 1, $j$번 칸의 차이는 $-1$이고, 나머지 칸의 차이는 모두 0입니다",
        "The difference is 1 in position $i$, $-1$ in position $j$, and 0 everywhere else",
        "서로 다른 두 원-핫 벡터는 1이 겹치는 칸이 없어서 내적이 0입니다. 곧 서로 직교하고, 코사인 유사도도"
        " 0입니다",
        "Two different one-hot vectors have no position in which both are 1, so their dot product is 0: they"
        " are orthogonal, and their cosine similarity is 0, too",
        "서로 다른 원-핫 벡터의 거리는 모두 $\\sqrt{2}$이고 내적은 0입니다",
        "The distance between two different one-hot vectors is always $\\sqrt{2}$, and their dot product is"
        " 0",
    )
    vectors = one.one_hot(range(50), 50)
    for i, j in combinations(range(50), 2):
        gap = vectors[i] - vectors[j]
        assert gap[i] == 1 and gap[j] == -1 and np.count_nonzero(gap) == 2
        assert one.distance(vectors[i], vectors[j]) == ROOT_OF_TWO
        assert not (vectors[i] * vectors[j]).any() and one.cosine(vectors[i], vectors[j]) == 0


def test_all_one_hot_vectors_are_equally_far_apart_however_they_are_numbered() -> None:
    states(
        "어느 번호도 다른 번호보다 크거나 가깝지 않게 됩니다",
        "No number is then greater than another, and no two are closer than any other two",
        "처음 세 낱말의 거리만 출력합니다",
        "and print those of the first three",
        "자기 자신과의 거리만 0이고 나머지는 모두 …입니다",
        "Only the distance of a word from itself is 0; all others are …",
        "아래의 원-핫 벡터는 모두 똑같이 떨어져 있습니다. 번호를 어떻게 붙이든 이 표는 바뀌지 않습니다",
        "The one-hot vectors below are all equally far apart. However the words are numbered, this table"
        " stays the same",
        "위의 번호는 어떤 낱말은 가깝고 어떤 낱말은 멀다고 말합니다",
        "The numbers above say that some words are close and others are far apart",
    )
    expected = [0 if row == column else ROOT_OF_TWO for row in range(3) for column in range(8)]
    page.prints("distances", *expected)
    assert ((one.distances == 0) == np.identity(8)).all() and len(np.unique(one.distances)) == 2
    assert len(np.unique(one.gaps)) == 8
    generator = np.random.default_rng(0)
    for numbering in generator.permuted(np.tile(np.arange(8), (20, 1)), axis=1):
        vectors = one.one_hot(numbering, 8)
        assert ([[one.distance(a, b) for b in vectors] for a in vectors] == one.distances).all()
        assert {np.linalg.norm(vector) for vector in vectors} == {1}


def test_the_tables_show_differences_above_and_distances_below() -> None:
    states(
        "위 표에서는 대각선의 0에서 멀어질수록 수가 커지고 색이 짙어져 오른쪽 위와 왼쪽 아래, 두 구석에서 7이"
        " 된다",
        "In the upper one the numbers grow and the colors get darker away from the zeros on the diagonal, up"
        " to 7 in two corners, the upper right and the lower left",
        "아래 표에서는 대각선만 0이고 나머지는 모두 같은 색이며",
        "In the lower one only the diagonal is 0; all other cells have the same color",
        "행과 열이 여덟씩인 두 표",
        "Two tables with eight rows and eight columns",
    )
    axes = page.figures["two-tables-of-distances"][0].axes
    upper, lower = sorted(axes, key=lambda axis: -axis.get_position().y0)
    for axis, expected, strongest in ((upper, one.gaps, 7), (lower, one.distances.round(2), ROOT_OF_TWO)):
        assert axis.yaxis_inverted() and not axis.xaxis_inverted()
        written = {text.get_position(): float(text.get_text()) for text in axis.texts}
        colors = {(patch.get_x(), patch.get_y()): patch.get_alpha() for patch in axis.patches}
        for (x, y), alpha in colors.items():
            assert written[x + 0.5, y + 0.5] == expected[y, x]
            assert alpha == pytest.approx(0.6 * expected[y, x] / strongest)
    away = np.subtract.outer(range(8), range(8))
    assert (one.gaps == abs(away)).all() and np.argwhere(one.gaps == 7).tolist() == [[0, 7], [7, 0]]
    assert (one.distances[away == 0] == 0).all() and len({*one.distances[away != 0]}) == 1
    assert len(axes) == 2 and one.gaps.shape == one.distances.shape == (8, 8)
    assert {len(axis.patches) for axis in axes} == {64}
    assert upper.get_position().y0 > lower.get_position().y1


def test_forms_of_one_verb_are_as_far_apart_as_other_words() -> None:
    states(
        "‘자고’와 ‘자서’는 같은 동사에서 나왔지만, 원-핫 벡터에는 그런 것이 전혀 들어 있지 않습니다",
        "자고 and 자서 are forms of the same verb, but none of that is in the one-hot vectors",
        "그래서 낱말의 뜻은 담기지 않습니다",
        "So they do not hold what words mean",
    )
    assert tagged("자고")[0] == tagged("자서")[0] == ("자", "VV")
    pairs = [("일찍", "늦게"), ("자고", "자서"), ("자고", "너무")]
    assert len({one.distances[one.ids[left], one.ids[right]] for left, right in pairs}) == 1
