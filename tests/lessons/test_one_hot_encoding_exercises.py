"""Claims of lesson 2-3 on its exercises."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states
from torch.nn import functional

from tests.lessons.words_and_vectors import COUNTS, FIRST, HELD_OUT, SENTENCES, UNSEEN

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


def test_the_numbering_changes_differences_but_not_distances() -> None:
    states(
        "번호의 차이는 붙이는 방법에 따라 달라지지만, 원-핫 벡터의 거리는 언제나 …입니다",
        "The difference of the numbers depends on the numbering, but the distance of the one-hot vectors is"
        " always …",
        "번호를 바꾸는 것은 칸의 순서를 바꾸는 것과 같고, 칸의 순서가 바뀌어도 거리는 그대로이기 때문입니다",
        "Numbering anew means putting the positions into another order, and that leaves the distance as it"
        " is",
        "번호를 붙이는 세 방법으로 각각",
        "compute both for the three numberings",
    )
    apart = math.sqrt(2)
    page.prints("exercise-other-numbers", 0, 7, 7, apart, 4, 7, 3, apart, 7, 0, 7, apart)
    assert one.reversed_ids == {word: number for number, word in enumerate(one.words[::-1])}
    renumbered = [one.other_ids[word] for word in one.words]
    vectors = one.one_hot(renumbered, 8)
    assert (vectors[:, renumbered] == np.eye(8)).all()
    generator = np.random.default_rng(0)
    for a, b in generator.normal(size=(20, 2, 8)):
        order = generator.permutation(8)
        assert one.distance(a[order], b[order]) == pytest.approx(one.distance(a, b))


def test_numbers_that_do_not_exist() -> None:
    states(
        "NumPy에서 $-1$은 ‘끝에서 첫 번째’라는 뜻입니다. 그래서 오류 없이 마지막 낱말의 원-핫 벡터가"
        " 나옵니다",
        "To NumPy, $-1$ means “the first from the end”. So without any error we get the one-hot vector of the"
        " last word",
        "$-1$을 쓰는 프로그램이라면 모르는 낱말이 모두 마지막 낱말로 둔갑합니다",
        "$-1$ for a word without a number, all unknown words turn into the last word",
        "8은 범위를 벗어났다는 오류가 납니다. 파이토치의 `one_hot`은 둘 다 거절합니다",
        "8 is reported to be out of bounds. PyTorch’s `one_hot` rejects both",
        "낱말이 8개일 때 번호는 0부터 …까지입니다",
        "With 8 words, the numbers go from 0 to …",
    )
    printed = page.printed["exercise-wrong-numbers"]
    page.prints("exercise-wrong-numbers", *[0] * 7, 1, 8, 0, 8)
    assert "out of bounds" in printed and "non-negative" in printed and "smaller than num_classes" in printed
    assert (one.one_hot(-1, 8) == one.one_hot(7, 8)).all()
    with pytest.raises(IndexError, match="index 8 is out of bounds"):
        one.one_hot(8, 8)
    for wrong in (-1, 8):
        with pytest.raises(RuntimeError, match="Class values must be"):
            functional.one_hot(torch.tensor(wrong), num_classes=8)


def test_vectors_end_to_end_keep_the_order() -> None:
    states(
        "`reshape(-1)`은 배열을 한 줄로 펴고, `reshape(-1, len(words))`는 …개씩 끊어 다시 행렬로 만듭니다",
        "`reshape(-1)` lays an array out in one row, and `reshape(-1, len(words))` makes a matrix with rows"
        " of …",
        "칸의 자리에 순서가 남아 있으므로 번호가 그대로 돌아옵니다",
        "The order is in the positions, so the numbers come back",
        "그 대신 벡터의 칸 수가 문장의 길이에 따라 달라지고",
        "In exchange, the number of positions depends on the length of the sentence",
    )
    page.prints("exercise-in-a-row", 32, *FIRST, 100, 32_000, 3_200_000)
    assert one.in_a_row.tolist() == [value for row in one.X for value in row]
    assert (one.in_a_row.reshape(-1, 8) == one.X).all()
    assert one.in_a_row.size == 8 * len(one.first) != one.one_hot(one.second, 8).reshape(-1).size
    backward = one.one_hot([2, 1, 0, 0], 8).reshape(-1)
    assert (backward != one.in_a_row).any()


def test_the_nearest_sentence_is_the_one_with_the_greatest_cosine() -> None:
    states(
        "부호를 바꾸어 큰 값부터 세 개만 고릅니다",
        "We change the sign to get the three largest",
        '`kind="stable"`은 값이 같으면 앞에 있던 것을 앞에 두라는 뜻입니다',
        '`kind="stable"` means that of equal values the earlier one comes first',
        "‘많아요’와 말뭉치의 ‘많아’를 같은 낱말로 세었다면 더 컸을 것입니다. 그러나 어미만 달라도 원-핫"
        " 벡터는 직교합니다",
        "It would be greater if 많아요 in the held-out sentence and 많아 in the corpus counted as the same"
        " word, but a different ending is enough for one-hot vectors to be orthogonal",
        "어휘집에 없는 낱말은 뺍니다",
        "Leave out words that are not in the vocabulary",
    )
    asked = [word for word in HELD_OUT[2] if word in COUNTS]
    likeness = []
    for sentence in SENTENCES:
        shared = sum(asked.count(word) * sentence.count(word) for word in set(asked))
        sizes = [sum(text.count(word) ** 2 for word in set(text)) for text in (asked, sentence)]
        likeness.append(shared / math.sqrt(sizes[0] * sizes[1]))
    page.prints("exercise-nearest-sentence", *sorted(likeness, reverse=True)[:3])
    assert "숙제가 너무 많아." in page.printed["exercise-nearest-sentence"].splitlines()[1]
    assert likeness == pytest.approx(one.likeness)
    assert one.nearest.tolist() == sorted(range(len(likeness)), key=lambda at: (-one.likeness[at], at))[:3]
    assert np.argsort([1, 0, 1, 0], kind="stable").tolist() == [1, 3, 0, 2]
    assert "많아요" in HELD_OUT[2] and "많아" in one.words_of(one.lines[one.nearest[0]])
    assert [one.number_of[word] for word in asked] == one.known
    longer, shorter = (one.one_hot(one.number_of[word], len(one.vocabulary)) for word in ("많아요", "많아"))
    assert longer @ shorter == 0
    nearest = one.nearest[0]
    assert one.cosine(one.asked_bag - longer + shorter, one.corpus_bags[nearest]) > one.likeness[nearest]


def test_two_in_five_held_out_words_have_no_number() -> None:
    states(
        "낱말의 …에 번호가 없습니다. 번호가 없으면 1을 넣을 칸도 없습니다",
        "Of all words, … have no number. Without a number there is no position for the 1",
        "모두 0인 벡터를 쓰면 합이 1이 아니어서 더는 확률분포가 아니고, 낱말이 없었던 것과 구별되지 않습니다",
        "A vector of zeros does not add up to 1, so it is not a probability distribution, and it cannot be"
        " told apart from no word at all",
    )
    page.prints("exercise-unknown-words", len(UNSEEN), sum(map(len, HELD_OUT)))
    assert one.unseen == UNSEEN and not {*one.unseen} & {*one.number_of}
    nothing = np.zeros(8)
    assert nothing.sum() == 0 and ((one.bag + nothing) == one.bag).all()
