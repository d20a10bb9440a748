"""Claims of lesson 2-3: its numbers and one-hot vectors, held against its code."""

from __future__ import annotations

import numpy as np
import torch
from literate.checking.claims import lesson, shown, states
from torch.nn import functional

from tests.lessons.words_and_vectors import COUNTS, FIRST, HELD_OUT, SENTENCES, WORDS, X, flat

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


# Numbers


def test_linewidth_limits_the_characters_on_a_line() -> None:
    states(
        "`linewidth`는 배열을 출력할 때 한 줄에 적을 수 있는 글자의 수입니다",
        "`linewidth` is how many characters may stand on one line when arrays are printed",
    )
    for width in (30, 60, 80):
        with np.printoptions(linewidth=width):
            assert width - 5 < max(map(len, str(np.arange(100, 300)).splitlines())) <= width


def test_words_are_numbered_in_the_order_in_which_they_come() -> None:
    states(
        "띄어쓰기로 나누고, 처음 나온 차례대로 0부터 번호를 붙입니다",
        "at the spaces and number the words from 0 in the order in which they first occur",
        "‘일찍’은 두 번 나오지만 번호는 하나입니다",
        "일찍 (“early”) occurs twice but has one number",
        "`dict.fromkeys`는 같은 낱말을 한 번만 남기면서 순서를 지킵니다",
        "`dict.fromkeys` keeps each word once, in order",
        "이제 두 문장은 번호의 줄이 됩니다",
        "Now the two sentences are rows of numbers",
        "낱말은 모두 …개입니다",
        "There are … words. 일찍",
    )
    assert one.words == WORDS
    assert [*one.ids.items()] == [(word, number) for number, word in enumerate(WORDS)]
    assert " ".join(one.pair).split(" ").count("일찍") == 2 and one.words.count("일찍") == 1
    assert [*dict.fromkeys("cabac")] == ["c", "a", "b"]
    page.prints("numbered-words", *range(8))
    page.prints("sentences-as-numbers", *FIRST, 3, 4, 5, 6, 7)


def test_both_sentences_are_in_the_corpus_with_periods() -> None:
    states(
        "말뭉치에 있는 두 문장을",
        "We split two sentences of the corpus",
        "문장 끝의 마침표는 뺐습니다",
        "The periods at the ends are left out",
    )
    assert len(one.pair) == 2
    for text in one.pair:
        assert f"{text}." in one.lines and text.split() in SENTENCES


def test_the_mean_of_two_numbers_depends_on_the_numbering() -> None:
    states(
        "‘일찍’과 ‘일어나세요’의 번호를 평균해",
        "take the mean of the numbers of 일찍 (“early”) and 일어나세요 (“get up”)",
        "‘일찍’과 ‘일어나세요’의 한가운데는 ‘자고’라는",
        "halfway between “early” and “get up” is 자고 (“sleep and”)",
        "낱말을 가나다순으로 늘어놓고 번호를 다시 붙이면 두 번호의 평균은 …이고, 그런 번호를 가진 낱말은"
        " 없습니다",
        "put the words into alphabetical order and number them again, the mean of the two numbers is …, and"
        " no word has that number",
        "낱말은 그대로인데 번호를 붙이는 방법에 따라 결론이 달라진 것입니다",
        "The words are the same, but the conclusion depends on how they are numbered",
        "번호는 이름표일 뿐이어서 크기와 차이에 뜻이 없습니다",
        "Numbers are only name tags; their sizes and differences mean nothing",
    )
    page.prints("middle-of-two-numbers", 1, 3.5)
    assert one.middle == (one.ids["일찍"] + one.ids["일어나세요"]) / 2 == one.ids["자고"]
    assert one.other_ids == {word: number for number, word in enumerate(sorted(WORDS))}
    assert one.other_ids.keys() == one.ids.keys() and one.other_middle != one.middle
    assert 3.5 not in one.other_ids.values()
    assert sorted(WORDS).index("일찍") + sorted(WORDS).index("일어나세요") == 7


# One-hot vectors


def test_the_rows_of_the_identity_matrix_are_one_hot() -> None:
    states(
        "대각선은 1이고 나머지는 모두 0인 **단위행렬**(identity matrix)의 행이 바로 원-핫 벡터",
        "The rows of the **identity matrix**, which has 1 on its diagonal and 0 everywhere else, are the"
        " one-hot vectors",
        "`np.eye(4)`는 행과 열이 4개씩인 단위행렬을",
        "`np.eye(4)` makes the identity matrix with 4 rows and 4 columns",
        "맨 위에서부터 $e_0$, $e_1$, $e_2$, $e_3$입니다",
        "From top to bottom these are $e_0$, $e_1$, $e_2$, and $e_3$",
        "대각선에만 1이 있고 나머지는 모두 0인 행렬. 어떤 행렬에 곱해도 그 행렬이 그대로 나옵니다",
        "The matrix with 1 on its diagonal and 0 everywhere else. Multiplying a matrix by it changes nothing",
    )
    page.prints("identity-matrix", *np.identity(4).ravel())
    assert np.eye(4).shape == (4, 4)
    for size in (1, 4, 9):
        identity = np.eye(size)
        assert (np.diag(identity) == 1).all() and identity.sum() == np.abs(identity).sum() == size
        for number, row in enumerate(identity):
            assert (row == one.one_hot(number, size)).all()
    assert (np.eye(8) @ one.W.numpy() == one.W.numpy()).all() and (one.X @ np.eye(8) == one.X).all()


def test_a_list_of_numbers_takes_rows_in_its_order() -> None:
    states(
        "NumPy 배열의 `[…]`에 번호의 목록을 넣으면 그 행들을 차례대로 꺼내 줍니다",
        "A list of numbers inside the `[…]` of a NumPy array takes those rows in that order",
    )
    assert np.array([[0, 1], [2, 3], [4, 5]])[[2, 0, 2]].tolist() == [[4, 5], [0, 1], [4, 5]]


def test_one_hot_vectors_are_1_where_the_number_points_and_0_elsewhere() -> None:
    states(
        "그 번호의 자리만 1이고 나머지는 모두 0인 벡터로",
        "a vector that is 1 in the position of that number and 0 everywhere else",
        "낱말이 $V$개라면 칸이 $V$개인 벡터를",
        "If there are $V$ words, take a vector with $V$ positions",
        "번호가 $i$인 낱말은 $i$번 칸에만 1을 넣고 나머지 칸은 0으로 둡니다",
        "The word with the number $i$ gets 1 in position $i$ and 0 in all others",
        "낱말이 네 개, 어휘집의 크기가 …이므로 $X$의 모양은",
        "With four words and a vocabulary of …, the shape of $X$ is",
        "$X$는 이렇게 원-핫 벡터를 행으로 쌓은 행렬입니다",
        "$X$ is the matrix whose rows are the one-hot vectors",
        "행은 똑같습니다. 둘 다 ‘일찍’이기 때문입니다",
        "row are the same, because both are the word 일찍",
        "원-핫 벡터는 번호가 가리키는 칸만 1인 벡터이고, argmax로 되돌릴 수 있습니다",
        "A one-hot vector is 1 only in the position that the number points to, and argmax turns it back",
        "낱말의 번호를 벡터로 바꾸는 방법. 그 번호의 자리만 1이고 나머지는 모두 0입니다",
        "A way to turn a word’s number into a vector: 1 in the position with that number, and 0 everywhere"
        " else",
    )
    page.prints("one-hot", 4, 8, *flat(X))
    assert one.X.shape == (4, 8) == (len(one.first), len(one.words))
    same = {(at, to) for at in range(4) for to in range(at) if (one.X[at] == one.X[to]).all()}
    assert same == {(2, 0)} and one.pair[0].split()[0] == one.pair[0].split()[2] == "일찍"
    for size in (1, 2, 8, 50):
        for number in range(size):
            vector = one.one_hot(number, size)
            assert vector[number] == 1 and np.count_nonzero(vector) == 1 and len(vector) == size
            assert vector.argmax() == number


def test_argmax_turns_every_sentence_of_the_corpus_back() -> None:
    states(
        "원-핫 벡터에서 1은 가장 큰 값입니다. 그러니 가장 큰 값이 있는 칸의 번호, 곧 **argmax**를 구하면 원래"
        " 번호가 나옵니다",
        "In a one-hot vector, 1 is the largest value. So the position of the largest value, its **argmax**,"
        " is the original number",
        "`axis=1`은 행마다 구하라는 뜻입니다",
        "`axis=1` asks for the argmax of each row",
        "문장이 그대로 돌아왔습니다. 원-핫 인코딩은 아무것도 잃지 않습니다",
        "The sentence is back unchanged. One-hot encoding loses nothing",
    )
    page.prints("back-to-words", *FIRST)
    assert page.printed["back-to-words"].endswith(f"\n{one.pair[0]}\n")
    assert one.X.max() == 1 and one.back.tolist() == [row.argmax() for row in one.X] == one.first
    numbers = [one.number_of[word] for word in one.corpus]
    assert one.corpus_one_hots.argmax(axis=1).tolist() == numbers


def test_argmax_gives_one_number_for_any_scores() -> None:
    states(
        "argmax는 벡터가 원-핫인지 아닌지 따지지 않습니다",
        "argmax does not care whether a vector is one-hot",
        "모델이 내놓은 점수나 확률에 argmax를 써도 번호가 하나 나오고",
        "Applied to the scores or probabilities that a model gives, it also returns one number",
    )
    assert np.array([-1.5, 2.5, 0.5]).argmax() == np.array([0.25, 0.5, 0.25]).argmax() == 1


def test_torch_gives_the_same_in_integers() -> None:
    states(
        "`num_classes`로 어휘집의 크기를 알려 줍니다",
        "and the size of the vocabulary as `num_classes`",
        "값은 같습니다. 다만 NumPy로 만든 $X$는 실수인데 여기서는 정수인 `int64`입니다",
        "The values are the same. But while the $X$ made with NumPy holds real numbers, this one holds"
        " integers, `int64`",
        "이 차이는 뒤에서 말썽을 일으킵니다",
        "That difference will cause trouble later",
    )
    page.prints("one-hot-in-torch", *flat(X))
    assert "torch.int64" in page.printed["one-hot-in-torch"]
    assert one.X_torch.tolist() == one.X.tolist()
    assert one.X_torch.dtype == torch.int64 and one.X.dtype == np.float64
    assert functional.one_hot(one.numbers, num_classes=11).shape[1] == 11
    assert page.printed["product-with-whole-numbers"].startswith("expected m1 and m2 to have the same dtype")


def test_torch_takes_the_greatest_number_for_the_size_when_none_is_given() -> None:
    states(
        "들어온 번호 가운데 가장 큰 수에 1을 더한 만큼만 칸을 만들기 때문입니다. 오류가 나지 않으므로",
        "PyTorch makes as many as the largest number that comes in, plus 1. That is dangerous precisely"
        " because it is no error",
        "문장마다 칸의 수가 달라지니",
        "the number of positions differs from sentence to sentence",
        "칸이 …개로 줄었습니다",
        "There are only … positions now",
    )
    page.prints("forgotten-classes", 4, 3)
    sizes = [functional.one_hot(torch.tensor(numbers)).shape[1] for numbers in (one.first, one.second)]
    assert sizes == [max(one.first) + 1, max(one.second) + 1] == [one.too_narrow.shape[1], 8]
    assert one.too_narrow.shape[1] < one.X_torch.shape[1]


# Held-out sentences


def test_the_corpus_is_read_without_what_is_held_out() -> None:
    states(
        "말뭉치 파일에는 문장이 한 줄에 하나씩 들어 있습니다. 열 줄마다 한 줄은",
        "Its file has one sentence on each line. One line in ten is held out",
        "`lines[9::10]`은 9번부터 열 칸씩 건너뛰며 고르라는 뜻이고, `del`은 그 줄들을 `lines`에서 지웁니다",
        "`lines[9::10]` takes every tenth line, starting at number 9, and `del` removes those from `lines`",
        "낱말은 쉼표와 문장 끝의 부호를 떼고 띄어쓰기로 나눕니다",
        "Sentences are split into words at the spaces, without commas and without the mark at the end",
        "한 낱말이 평균 두 번도 나오지 않는 셈입니다",
        "On average a word does not even occur twice",
        "낱말이 모두 …개이고, 서로 다른 낱말은 …개입니다",
        "There are … words, … of them different",
    )
    page.prints("corpus", 270, sum(COUNTS.values()), len(COUNTS))
    assert [one.words_of(line) for line in one.lines] == SENTENCES
    assert [one.words_of(line) for line in one.held_out] == HELD_OUT
    assert [*range(40)][9::10] == [9, 19, 29, 39] and not {*one.held_out} & {*one.lines}
    assert all(line.count(line[-1]) == 1 and line[-1] in ".?!" for line in one.lines + one.held_out)
    assert one.words_of("가, 나 다?") == ["가", "나", "다"]
    assert len(one.corpus) < 2 * len(one.vocabulary)
