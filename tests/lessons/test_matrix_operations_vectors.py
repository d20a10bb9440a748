"""Claims of lesson 2-1 on dot products, lengths, angles, projections and words, by its sentences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.matrices import shows
from tests.lessons.words_and_vectors import SENTENCES

matrices = lesson("matrix_operations.py")
page = shown("matrix_operations.py")

PAIRS = np.random.default_rng(1).normal(size=(20, 2, 2))


def test_the_dot_product_is_a_number() -> None:
    states(
        "두 벡터의 같은 자리 성분끼리 곱해 모두 더한 값을 **내적**",
        "The **dot product** of two vectors is the sum of the products of the components in the same places",
        "두 값이 같습니다. 내적은 벡터가 아니라 수 하나입니다",
        "Both are the same. A dot product is a single number, not a vector",
    )
    a, b = matrices.a, matrices.b
    found = matrices.dot(a, b)
    assert found == a @ b == sum(x * y for x, y in zip(a.tolist(), b.tolist(), strict=True))
    assert np.ndim(found) == 0 and a.ndim == 1


def test_a_length_is_that_of_the_arrow() -> None:
    states(
        "화살표의 길이는 피타고라스 정리로 구합니다",
        "The Pythagorean theorem gives its length",
        "자기 자신과의 내적의 제곱근이라고 해도 같은 말입니다",
        "In other words, it is the square root of the dot product of the vector with itself",
        "모든 성분이 0인 벡터는 영벡터(zero vector)라고 하고, 길이가 0입니다",
        "A vector whose components are all 0 is a zero vector, and its length is 0",
    )
    assert matrices.length(np.zeros(2)) == 0
    for a, _ in PAIRS:
        assert matrices.length(a) == pytest.approx(math.hypot(*a)) != 0
        assert matrices.length(a) == pytest.approx(math.sqrt(matrices.dot(a, a)))


def test_the_cosine_is_that_of_the_angle_between_the_arrows() -> None:
    states(
        "두 벡터가 어느 쪽도 영벡터가 아니라면, 내적을 두 길이로 나눈 값은 두 화살표 사이의 각"
        r" $\theta$(세타)의 코사인입니다",
        "If neither of two vectors is a zero vector, the dot product divided by both lengths is the cosine"
        r" of the angle $\theta$ (theta) between the two arrows",
        "길이로 나누었으므로 코사인은 방향만 비교합니다",
        "Because of the division by the lengths, the cosine compares directions only",
        "내적을 두 길이로 나누면 코사인 유사도입니다",
        "The dot product divided by both lengths is the cosine similarity",
        "`np.arccos`는 코사인에서 각을 라디안으로 되찾고, `np.degrees`는 라디안을 도(°) 단위로 바꿉니다",
        "`np.arccos` gets the angle back from its cosine, in radians, and `np.degrees` turns radians into"
        " degrees",
    )
    with np.errstate(invalid="ignore"):
        assert math.isnan(matrices.cosine(np.zeros(2), np.ones(2)))
    for a, b in PAIRS:
        cosine, lengths = matrices.cosine(a, b), math.hypot(*a) * math.hypot(*b)
        angle = abs(np.angle(complex(*a) / complex(*b)))
        assert cosine == pytest.approx(matrices.dot(a, b) / lengths) == pytest.approx(math.cos(angle))
        assert matrices.cosine(3 * a, b / 7) == pytest.approx(cosine)
        assert matrices.cosine(-a, b) == pytest.approx(-cosine)
        assert matrices.dot(3 * a, b) != pytest.approx(matrices.dot(a, b))
        assert np.arccos(cosine) == pytest.approx(angle)
        assert np.degrees(np.arccos(cosine)) == pytest.approx(180 * angle / math.pi)


def test_formats_set_decimals_and_widths() -> None:
    states(
        "`:.4f`의 수는 소수점 아래에 적을 자릿수입니다",
        "The number in `:.4f` is how many decimals to write",
        "`:3`의 수는 값을 적을 자리의 너비입니다",
        "The number in `:3` is the width that a value takes",
    )
    assert "cosine  0.7071\n" in page.printed["length-and-angle"] and f"{12.34567:.4f}" == "12.3457"
    assert [line[: line.index(",")][-4:] for line in page.printed["three-directions"].splitlines()] == [
        "  40",
        "   0",
        " -20",
    ]


def test_the_shadow_is_a_multiple_and_the_rest_perpendicular() -> None:
    states(
        "이 직선에 수직으로 빛을 비추면 직선 위에 $a$의 그림자가 생깁니다",
        "If light falls on this line at a right angle, $a$ casts a shadow on it",
        "영벡터가 아닌 $b$를 앞뒤로 곧게 늘여 직선을 그읍시다",
        "Extend $b$, which is not a zero vector, to a line in both directions",
        "그림자 $p$는 $b$에 어떤 수 $t$를 곱한 벡터입니다",
        "The shadow $p$ is $b$ multiplied by some number $t$",
        "$a$에서 그림자를 뺀 나머지는 $b$와 수직이어야 합니다",
        "What is left of $a$ without its shadow should be perpendicular to $b$",
        "내적이 0입니다. 코사인이 0이라는 뜻이니 각은 직각입니다. 내적이 0인 두 벡터는 서로 **직교**",
        "The dot product is 0. So the cosine is 0, and the angle is a right angle. Two vectors whose dot"
        " product is 0 are said to be **orthogonal**",
        "내적이 0이면 직교합니다",
        "If it is 0, the vectors are orthogonal",
    )
    a, b, p, rest = matrices.a, matrices.b, matrices.p, matrices.rest
    assert b.any() and (p == matrices.projection_scale(a, b) * b).all() and (rest == a - p).all()
    assert matrices.dot(rest, b) == matrices.cosine(rest, b) == 0
    assert np.degrees(np.arccos(matrices.cosine(rest, b))) == 90
    assert abs(np.angle(complex(*rest) / complex(*b))) == pytest.approx(math.pi / 2)


def test_the_figure_shows_the_shadow_on_b() -> None:
    states(
        "원점에서 세 선이 뻗어 있다. b는 오른쪽으로 완만하게, a는 가파르게 올라가고, p는 b 위에 겹쳐 b의"
        " 절반까지 뻗는다. a의 끝에서 p의 끝까지 그은 점선이 b와 수직으로 만난다",
        "Three lines from the origin. b rises gently to the right, a rises steeply, and p lies on b and"
        " reaches half as far. A dashed line from the end of a to the end of p meets b at a right angle",
        "b 위에 드리운 a의 그림자 p",
        "The shadow p of a on b",
        "$p$의 끝은 $b$의 한가운데에 있습니다. $t$가 …이기 때문입니다",
        "The end of $p$ is in the middle of $b$, since $t$ is …",
    )
    (axis,) = page.figures["projection-figure"][0].axes
    lines = [line for line in axis.lines if len(line.get_xdata()) == 2]
    names = {one.get_color(): one.get_text() for one in axis.texts}
    solid = {names[line.get_color()]: line.get_xydata() for line in lines if line.get_linestyle() == "-"}
    (dashed,) = [line.get_xydata() for line in lines if line.get_linestyle() == "--"]
    assert len(solid) == 3 and all(not start.any() for start, _ in solid.values())
    a, b, p = (solid[name][1] for name in "abp")
    assert b[0] > 0 and 0 < b[1] / b[0] < 1 < a[1] / a[0]
    assert (p == b / 2).all() and matrices.projection_scale(matrices.a, matrices.b) == 0.5
    assert (dashed == [a, p]).all() and (a - p) @ b == 0


def test_cosines_of_the_same_a_perpendicular_and_the_opposite_direction() -> None:
    states(
        "같은 방향, 수직인 방향, 반대 방향의 벡터와 $b$의 내적을 구해 봅시다",
        "Let's compute the dot products with $b$ of vectors in the same, a perpendicular, and the opposite"
        " direction",
        "방향이 같으면 코사인은 1, 수직이면 0, 반대이면 $-1$입니다. 첫 번째 벡터는 $b$의 두 배이지만"
        " 코사인은 길이와 상관이 없습니다",
        "The cosine is 1 for the same direction, 0 for a perpendicular one, and $-1$ for the opposite one."
        " The first vector is twice $b$, but length does not matter to the cosine",
    )
    b = matrices.b
    others = [2 * b, np.array([-b[1], b[0]]) / 2, -b]
    lines = page.printed["three-directions"].splitlines()
    for other, cosine, line in zip(others, (1, 0, -1), lines, strict=True):
        assert line.startswith(f"{other.astype(int)}: ") and line.endswith(f"cosine {cosine:.4f}")
        assert matrices.cosine(other, b) == pytest.approx(cosine)
        assert matrices.cosine(5 * other, b) == pytest.approx(cosine)
    assert matrices.cosine(matrices.a, np.array([-3, 1])) == 0


def test_opening_the_angle_turns_the_shadow_around() -> None:
    states(
        "두 벡터를 수직으로 만들어 보세요. 내적이 0이 되고 그림자는 원점으로 줄어듭니다. 더 벌리면 내적은"
        " 음수가 되고, 그림자는 $b$의 반대쪽에 생깁니다",
        "Make the two vectors perpendicular. The dot product becomes 0, and the shadow shrinks to the"
        " origin. Open the angle further, and the dot product becomes negative, and the shadow points away"
        " from $b$",
    )
    b = matrices.b
    for degrees in (10, 80, 90, 100, 170):
        a = np.array([[b[0], -b[1]], [b[1], b[0]]]) @ [
            math.cos(math.radians(degrees)),
            math.sin(math.radians(degrees)),
        ]
        for found in (matrices.dot(a, b), matrices.projection_scale(a, b)):
            assert np.sign(np.round(found, 9)) == np.sign(90 - degrees)


def test_words_are_counted_with_their_neighbors() -> None:
    states(
        "‘점심’, ‘저녁’, ‘국어’, ‘수학’이 ‘먹’, ‘시간’, ‘숙제’, ‘선생님’과 함께 나오는 문장의 수를 짝마다"
        " 셉니다",
        "we count, for each pair, the sentences in which 점심 (“lunch”), 저녁 (“dinner”), 국어 (“Korean”,"
        " the subject), or 수학 (“mathematics”) occurs together with 먹 (“eat”), 시간 (“time, period”),"
        " 숙제 (“homework”), or 선생님 (“teacher”)",
        "문장이 한 줄에 하나씩 있고, 열 줄마다 한 줄은 시험용으로 떼어 두었으므로 `del`로 지웁니다. `in`은"
        " 글자가 들어 있는지 보고, `np.zeros`는 0으로 채운 배열을 만듭니다",
        "The file has one sentence on each line. One line in ten is held out for tests, so `del` removes"
        " those lines. `in` checks whether these characters occur, and `np.zeros` makes an array filled"
        " with 0",
        "행은 차례대로 ‘점심’, ‘저녁’, ‘국어’, ‘수학’이고, 열은 ‘먹’, ‘시간’, ‘숙제’, ‘선생님’입니다. 예를"
        " 들어 ‘점심’과 ‘먹’이 함께 나온 문장은",
        "The rows are “lunch”, “dinner”, “Korean”, and “mathematics”; the columns are “eat”, “time”,"
        " “homework”, and “teacher”. For example, “lunch” and “eat” occur together in",
        "이제 낱말은 성분이 네 개인 벡터입니다",
        "A word is now a vector with four components",
    )
    assert matrices.targets == ["점심", "저녁", "국어", "수학"]
    assert matrices.neighbors == ["먹", "시간", "숙제", "선생님"]
    assert len(matrices.lines) == len(SENTENCES) == 300 * 9 // 10
    assert all(words[0] in line for words, line in zip(SENTENCES, matrices.lines, strict=True))
    for i, target in enumerate(matrices.targets):
        for j, neighbor in enumerate(matrices.neighbors):
            found = [line for line in matrices.lines if line.count(target) and line.count(neighbor)]
            assert matrices.counts[i, j] == len(found)
    assert all(len(row) == 4 for row in matrices.counts) and not np.zeros((4, 4)).any()


def test_similar_words_are_close() -> None:
    states(
        "성분이 더 많으면 화살표를 그릴 수 없지만, 길이와 각을 같은 식으로 정합니다",
        "With more components we cannot draw the arrows, but the same formulas define length and angle",
        "모든 낱말끼리 코사인 유사도를 구합니다",
        "We compute the cosine similarity of every two words",
        "‘점심’과 ‘저녁’의 코사인 유사도는 …, ‘국어’와 ‘수학’은 …입니다. ‘저녁’과 ‘수학’은",
        "The cosine similarity of “lunch” and “dinner” is …, that of “Korean” and “mathematics” is …. For"
        " “dinner” and “mathematics” it is",
        "왼쪽 위의 두 낱말과 오른쪽 아래의 두 낱말이 서로 짝을 이루어 칠해져 있고, 나머지는 옅거나 0이다",
        "The two words at the upper left form a colored pair, and so do the two words at the lower right;"
        " the rest is pale or 0",
        "번호는 ‘점심’, ‘저녁’, ‘국어’, ‘수학’의 차례",
        "The numbers stand for “lunch”, “dinner”, “Korean”, and “mathematics”, in this order",
        "문장이 …개뿐이어서 횟수가 작으니",
        "With only … sentences the counts are small",
        "끼니는 끼니끼리, 과목은 과목끼리 가깝습니다. ‘점심’이 ‘국어’와 조금 닮은 것은 ‘점심시간’과 ‘국어"
        " 시간’ 때문입니다",
        "Meals are close to meals, and subjects are close to subjects. “Lunch” is a little similar to"
        " “Korean” because of 점심시간 (“lunch time”) and 국어 시간 (“Korean class”)",
    )
    cosines, counts = matrices.cosines, matrices.counts
    for i, j in np.ndindex(4, 4):
        lengths = math.hypot(*counts[i]) * math.hypot(*counts[j])
        assert cosines[i, j] == pytest.approx(sum(counts[i] * counts[j]) / lengths)
    lunch, dinner, korean, mathematics = (
        matrices.targets.index(one) for one in ("점심", "저녁", "국어", "수학")
    )
    assert (lunch, dinner, korean, mathematics) == (0, 1, 2, 3) and cosines[dinner, mathematics] == 0
    shows(page, "word-cosine-grid", cosines.round(2))
    pairs = cosines[lunch, dinner], cosines[korean, mathematics]
    assert 0 < cosines[lunch, korean] == cosines[:2, 2:].max() < min(pairs)
    shared = counts[lunch] * counts[korean]
    assert counts.max() < 10
    assert [matrices.neighbors[at] for at in np.flatnonzero(shared)] == ["시간"]
    for word, phrase in (("점심", "점심시간"), ("국어", "국어 시간")):
        assert all(phrase in line for line in matrices.lines if word in line and "시간" in line)
