"""Claims of lesson 1-1 on the words that readers follow through the model, from the weights on its page."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown

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
    embedding, weight, bias = weights()
    torch.manual_seed(1234)
    start = torch.nn.Embedding(9, 4, padding_idx=0, dtype=torch.float64).weight.detach().numpy()
    assert abs(embedding - start).max(axis=1) == pytest.approx(wc.moved.numpy(), abs=1e-8)
    words = np.concatenate([row[: len(row) - row.count(0)] for row in SENTENCES[:3]])
    loss = mean_loss(share(embedding[words] @ weight.T + bias), np.isin(words, [*NOUNS]).astype(int))
    last = page.printed["three-sentences-training"].splitlines()[-1].split()
    assert last[-4] == f"{loss:.3f},"


def test_a_sentence_is_followed_word_by_word() -> None:
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
    page.says("word-by-word", f"{q[2]:.3f}", *attributes, *cells)
    assert q[2] == pytest.approx(float(wc.by_heart[1]), abs=1e-6)
    assert (q[[0, 1, 3]] < 0.01).all()
