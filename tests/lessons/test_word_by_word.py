"""Claims of lesson 1-1 on the words that readers follow through the model, from the weights on its page."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.grids import rows
from tests.lessons.labelled_corpus import mean_loss, share

wc = lesson("word_classification.py")
page = shown("word_classification.py")

SENTENCES = [[2, 8, 6, 0, 0], [2, 7, 5, 6, 0], [3, 4, 7, 5, 6], [2, 7, 1, 6, 0]]
NOUNS = {5, 8}


def weights() -> list[np.ndarray]:
    """Return the embedding, the linear weights and the bias on the page."""
    by_size = {
        len(text.split()): np.array(text.split(), dtype=float) for text in page.said["word-by-word"][3:6]
    }
    return [by_size[36].reshape(9, 4), by_size[8].reshape(2, 4), by_size[2]]


def test_the_grid_holds_what_the_weights_on_the_page_give() -> None:
    embedding, weight, bias = weights()
    found = rows(page, "word-by-word", 1 + 4 * 5)
    assert found[:, 0].tolist() == [0, 1, 2, 3]
    for ids, row in zip(SENTENCES, found[:, 1:].reshape(4, 4, 5), strict=True):
        z = embedding[ids] @ weight.T + bias
        np.testing.assert_allclose(row, [ids, *z.T, share(z)[:, 1]], rtol=1e-6)


def test_the_weights_on_the_page_are_those_of_the_three_sentences() -> None:
    states(
        "계산은 학습한 모델의 매개변수로 이 페이지에서 합니다",
        "This page computes everything from the parameters of the trained model",
    )
    embedding, weight, bias = weights()
    torch.manual_seed(1234)
    start = torch.nn.Embedding(9, 4, padding_idx=0, dtype=torch.float64).weight.detach().numpy()
    assert abs(embedding - start).max(axis=1) == pytest.approx(wc.moved.numpy(), abs=1e-8)
    words = np.concatenate([row[: len(row) - row.count(0)] for row in SENTENCES[:3]])
    loss = mean_loss(share(embedding[words] @ weight.T + bias), np.isin(words, [*NOUNS]).astype(int))
    last = page.printed["three-sentences-training"].splitlines()[-1].split()
    assert last[-4] == f"{loss:.3f},"


def test_a_sentence_is_followed_word_by_word() -> None:
    states(
        "번호로 벡터를 꺼내고, 벡터에서 로짓 두 개를 구하고, 로짓에서 명사일 확률을 구합니다",
        "Its number picks a vector, the vector gives two logits, and the logits give the probability of",
        "문장은 배운 셋에 “나는 좋은 친구 입니다”를 더했습니다",
        "We take the three sentences of the training data and add “나는 좋은 친구 입니다”",
        "아래는 더한 문장의 결과입니다",
        "Here is the result for the sentence that we added",
        "‘나는’, ‘좋은’, ‘입니다’의 확률은 0에 가깝습니다",
        "The probabilities of ‘나는’, ‘좋은’ and ‘입니다’ are near 0",
        "어휘집에 없는 ‘친구’는 `[UNK]`의 벡터를 받아 확률이 …입니다",
        "which is not in the vocabulary, gets the vector of `[UNK]` and the probability …",
        "글은 토큰으로, 토큰은 번호로, 번호는 벡터로 바뀌어 모델에 들어갑니다",
        "Text becomes tokens, tokens become numbers, and numbers become vectors that enter the model",
    )
    embedding, weight, bias = weights()
    ids = SENTENCES[3][:4]
    z = embedding[ids] @ weight.T + bias
    q = share(z)[:, 1]
    lines = zip(ids, embedding[ids], z, q, strict=True)
    page.prints("word-by-word", *(number for word, v, s, p in lines for number in (word, *v, *s, p)))
    words = ["나는", "좋은", "친구", "입니다"]
    cells = [
        text
        for word, one, s, p in zip(words, ids, z, q, strict=True)
        for text in (word, str(one), f"{s[0]:.2f}, {s[1]:.2f}", f"{p:.3f}")
    ]
    attributes = page.said["word-by-word"][1:7]
    assert attributes[:2] == [
        "[PAD] [UNK] 나는 당신은 매우 선생님 입니다 좋은 학생",
        "나는 학생 입니다/나는 좋은 선생님 입니다/당신은 매우 좋은 선생님 입니다/나는 좋은 친구 입니다",
    ]
    states(
        "<th>낱말</th><th>번호</th><th>로짓</th><th>명사일 확률</th>",
        "<th>Word</th><th>Number</th><th>Logits</th><th>Probability of a noun</th>",
    )
    page.says("word-by-word", f"{q[2]:.3f}", *attributes, *cells)
    assert q[2] == pytest.approx(float(wc.by_heart[1]), abs=1e-6)
    assert (q[[0, 1, 3]] < 0.01).all()


def test_a_word_has_its_own_probability_wherever_it_stands() -> None:
    states(
        "‘친구’를 어휘집에 있는 ‘학생’으로 바꾸면 바로 명사라고 답합니다",
        "Replace ‘친구’ with ‘학생’ (student), which is in the vocabulary, and the model calls it a noun",
        "어휘집에 없는 낱말은 무엇을 넣어도 번호가 1이고, 벡터도 확률도 같습니다",
        "has the number 1, and so the same vector and the same probability",
        "낱말의 순서를 바꾸어도 낱말마다 나오는 확률은 그대로입니다",
        "If you change the order of the words, the probability of each word stays the same",
    )

    def q(words: str) -> list[float]:
        return [float(one) for one in wc.noun_probability(wc.small_model, words.split(), wc.small_ids)]

    assert wc.encode(["친구", "바다"], wc.small_ids) == [1, 1] and "학생" in wc.small_ids
    friend = q("나는 좋은 친구 입니다")
    assert q("나는 좋은 바다 입니다") == friend and q("나는 좋은 학생 입니다")[2] > 0.5
    assert q("입니다 친구 좋은 나는") == pytest.approx(friend[::-1])
