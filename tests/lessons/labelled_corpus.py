"""The labelled corpus of lessons 1-1 and 1-2, read apart from the snippets, and their models in NumPy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

DATA = Path("snippets/data")


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


WORDS = [re.findall("[가-힣]+", line) for line in _lines("corpus.txt")]
WORD_LABELS = [[int(label) for label in line.split()] for line in _lines("word-labels.txt")]
SENTENCE_LABELS = [int(line) for line in _lines("sentence-labels.txt")]


def part_of(values: list[Any], *last_digits: int) -> list[Any]:
    """Return what stands on the lines whose number, counted from 1, ends in one of some digits."""
    return [value for number, value in enumerate(values, 1) if number % 10 in last_digits]


@contextmanager
def as_in_the_lesson() -> Iterator[None]:
    """Let PyTorch compute in float64, as the lessons set it."""
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(torch.float32)


def share(probabilities: Any) -> Any:
    """Return the softmax of logits along the last axis."""
    powers = np.exp(probabilities - probabilities.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def weights_of(model: Any) -> tuple[Any, Any, Any]:
    """Return a model's embedding (words, features), its linear weights (2, features) and its bias (2)."""
    state = {name: value.detach().numpy().copy() for name, value in model.state_dict().items()}
    return state["embedding.weight"], state["linear.weight"], state["linear.bias"]


def mean_loss(probabilities: Any, labels: Any) -> float:
    """Return the mean of -log of the probability of each label."""
    return float(np.mean(-np.log(probabilities[np.arange(len(labels)), labels])))


def logit_gradient(probabilities: Any, labels: Any) -> Any:
    """Return the gradient of the mean loss by each logit: probability minus one-hot, over the number."""
    return (probabilities - np.eye(2)[labels]) / len(labels)
