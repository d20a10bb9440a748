"""Claims on the glossary's definitions that state mathematics of arrays and of texts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, states

from tests.lessons.labelled_corpus import WORDS

mo = lesson("matrix_operations.py")
oh = lesson("one_hot_encoding.py")
tv = lesson("tokenizer_and_vocabulary.py")
ce = lesson("cross_entropy.py")


def test_vectors() -> None:
    states(
        "두 벡터의 같은 자리 성분끼리 곱해 모두 더한 값.",
        "The sum of the products of the components in the same places of two vectors",
        "두 벡터의 내적을 두 길이로 나눈 값. 방향이 같으면 1, 직교하면 0입니다",
        "The dot product of two vectors divided by both lengths. It is 1 for the same direction and 0 for",
        "크기가 같은 두 배열에서 같은 자리의 수끼리 곱한 배열",
        "The array of the products of the numbers in the same positions of two arrays of the same shape",
        "배열에서 값의 자리를 가리키는 번호. 0부터 셉니다",
        "A number that gives the position of a value in an array, counted from 0",
    )
    a, b = mo.a, mo.b
    assert mo.dot(a, b) == a[0] * b[0] + a[1] * b[1]
    assert mo.cosine(a, b) == pytest.approx(mo.dot(a, b) / np.hypot(*a) / np.hypot(*b))
    assert mo.cosine(a, 3 * a) == pytest.approx(1) and mo.cosine(a, np.array([-a[1], a[0]])) == 0
    product = mo.A * mo.M
    assert all(product[at] == mo.A[at] * mo.M[at] for at in np.ndindex(2, 3))
    assert mo.v.tolist() == [mo.v[0], mo.v[1], mo.v[2]]


def test_matrices() -> None:
    states(
        "행렬의 행과 열을 서로 바꾸는 것",
        "Exchanging the rows and the columns of a matrix",
        "앞 행렬의 행과 뒤 행렬의 열을 성분끼리 곱해 더한 값들로 이루어진 행렬",
        "from multiplying each row of one matrix with each column of another, element by element, and",
        "크기가 1인 축을 따라 값을 되풀이해 늘려 맞추는 규칙",
        "by repeating values along axes of size 1",
        "대각선에만 1이 있고 나머지는 모두 0인 행렬. 어떤 행렬에 곱해도 그 행렬이 그대로 나옵니다",
        "The matrix with 1 on its diagonal and 0 everywhere else. Multiplying a matrix by it changes nothing",
    )
    assert all(mo.A.T[column, row] == mo.A[row, column] for row, column in np.ndindex(2, 3))
    rows, columns = mo.A.tolist(), mo.W.T.tolist()
    sums = [[sum(a * w for a, w in zip(row, column, strict=True)) for column in columns] for row in rows]
    assert mo.matrix_product(mo.A, mo.W).tolist() == sums == (mo.A @ mo.W).tolist()
    assert (mo.A * mo.column).tolist() == (mo.A * np.repeat(mo.column, 3, axis=1)).tolist()
    with pytest.raises(ValueError, match="broadcast"):
        mo.A + np.repeat(mo.column, 2, axis=1)
    identity = oh.one_hot(range(3), 3)
    assert identity.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert (mo.A @ identity).tolist() == mo.A.tolist() and (identity @ mo.W).tolist() == mo.W.tolist()


def test_words_as_vectors() -> None:
    states(
        "그 번호의 자리만 1이고 나머지는 모두 0입니다",
        "1 in the position with that number, and 0 everywhere else",
        "원-핫 벡터와 행렬의 곱과 같습니다",
        "It equals the product of the word’s one-hot vector and a matrix",
        "문장에 나온 낱말의 횟수만 적은 벡터. 낱말의 차례는 남지 않습니다",
        "A vector of how often each word occurs in a sentence. The order of the words is lost",
        "칸이 거의 모두 0인 행렬. 0이 아닌 칸의 자리와 값만 저장하면 메모리를 아낄 수 있습니다",
        "Storing only the places and values of the others saves memory",
        "시드가 같으면 같은 난수가 나옵니다",
        "The starting point of the computation that generates random numbers. The same seed gives the same",
    )
    for number, row in zip(oh.first, oh.X, strict=True):
        assert np.flatnonzero(row).tolist() == [number] and row[number] == 1
    assert torch.equal(oh.product, oh.layer(oh.numbers)) and torch.equal(oh.product, oh.W[oh.numbers])
    assert oh.bag.tolist() == [oh.first.count(number) for number in range(len(oh.words))]
    shuffled = oh.one_hot(oh.first[::-1], len(oh.words))
    assert shuffled.tolist() != oh.X.tolist() and shuffled.sum(axis=0).tolist() == oh.bag.tolist()
    numbers = sum(part.numel() for part in (oh.sparse.indices(), oh.sparse.values()))
    assert numbers < oh.X.size and oh.sparse.values().tolist() == [1] * len(oh.first)
    draws = [np.random.default_rng(seed).random(3).tolist() for seed in (0, 0, 1)]
    assert draws[0] == draws[1] != draws[2]


def test_texts() -> None:
    states(
        "이 사이트의 말뭉치는 짧은 문장 300개입니다",
        "The corpus of this site has 300 short sentences",
        "글자에서 출발하여, 나란히 가장 자주 나오는 두 조각을 붙이기를 되풀이하여 서브워드를 정하는 방법",
        "It starts from characters and repeatedly joins the two pieces that are most often side by side",
        "글에서 배운, 글자보다 크거나 같고 낱말보다 작거나 같은 조각",
        "A piece learned from text that is at least a character and at most a word",
        "바이그램 모델은 바로 앞의 토큰 하나만 보고 다음 토큰의 확률을 정합니다",
        "A bigram model sets the probability of the next token from the one token just before it",
        "언어 모델은 앞의 토큰들이 주어졌을 때 다음 토큰의 조건부확률을 내놓습니다",
        "A language model gives the conditional probability of the next token given the tokens before it",
    )
    assert len(WORDS) == 300 and max(map(len, WORDS)) < 10 and len(tv.sentences) == 270
    pieces = [["▁", *word] for word in tv.toy]
    for pair in tv.learn_merges(pieces, 6)[0]:
        counts = Counter(two for word in pieces for two in pairwise(word))
        assert counts[pair] == max(counts.values())
        pieces = [tv.merge(word, pair) for word in pieces]
    assert all("".join(cut) == f"▁{word}" for cut, word in zip(pieces, tv.toy, strict=True))
    assert all(
        1 <= len(piece) <= len(f"▁{word}") for cut, word in zip(pieces, tv.toy, strict=True) for piece in cut
    )
    before, after = ce.ids["학"], ce.ids["교"]
    follows = sum(line.count("학교") for line in ce.training)
    assert ce.by_counting[before, after] == pytest.approx(
        follows / sum(line.count("학") for line in ce.training)
    )
    assert ce.by_counting[before].sum() == pytest.approx(1)
