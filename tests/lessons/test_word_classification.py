"""Claims of lesson 1-1, by readings of the corpus and computations of their own."""

from __future__ import annotations

import inspect
from itertools import chain
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import (
    DATA,
    WORD_LABELS,
    WORDS,
    as_in_the_lesson,
    mean_loss,
    part_of,
    share,
    weights_of,
)

wc = lesson("word_classification.py")
page = shown("word_classification.py")

TRAINING, HELD_OUT = part_of(WORDS, *range(1, 10)), part_of(WORDS, 0)
SEEN = list(chain.from_iterable(TRAINING))
NEW = list(chain.from_iterable(HELD_OUT))
Y_SEEN = np.array(list(chain.from_iterable(part_of(WORD_LABELS, *range(1, 10)))))
Y_NEW = np.array(list(chain.from_iterable(part_of(WORD_LABELS, 0))))
IS_KNOWN = np.array([word in set(SEEN) for word in NEW])
BASELINE = int((Y_NEW == 0).sum())
TOKENS = ["[PAD]", "[UNK]", *sorted(set(SEEN))]


def probabilities(model: Any, words: list[str], tokens: list[str]) -> Any:
    """Return a model's probabilities (words, 2), by NumPy."""
    embedding, weight, bias = weights_of(model)
    ids = [tokens.index(word) if word in tokens else 1 for word in words]
    return share(embedding[ids] @ weight.T + bias)


def right(model: Any, words: list[str], tokens: list[str], labels: Any) -> int:
    return int((probabilities(model, words, tokens).argmax(axis=1) == labels).sum())


def test_each_word_of_the_corpus_has_a_label() -> None:
    states(
        "명사이거나 명사 뒤에 조사만 붙은 것은 1입니다. ‘학교에’, ‘학생들이’, ‘반장이에요’가 그렇습니다",
        "A noun, or a noun that only particles follow, is a 1: ‘학교에’ (to school), ‘학생들이’ (students)",
        "‘이다’도 조사로 봅니다",
        "The ending ‘이다’ (to be) counts as a particle",
        "같은 의존 명사, ‘오늘’, ‘내일’처럼 때를 나타내는 명사도 1입니다",
        "and nouns for time such as ‘오늘’ (today) and ‘내일’ (tomorrow) are a 1, too",
        "대명사, 수를 나타내는 말, 동사와 형용사, 관형사와 부사, 감탄사는 0입니다",
        "Pronouns, numerals, verbs, adjectives, determiners, adverbs and interjections are a 0",
        "‘숙제했다’처럼 명사로 만든 동사도 0입니다",
        "So are verbs made from nouns, such as ‘숙제했다’ (did homework)",
        "문장과 라벨은 코드 옆의 `data` 폴더에서 읽습니다. `Path(__file__).parent`가 코드가 있는 폴더입니다",
        "Sentences and labels are read from the folder `data` beside the code",
        "`Path(__file__).parent` is the folder of the code",
        "낱말 끝의 문장 부호는 `strip`으로 떼었습니다",
        "`strip` removed the punctuation from the ends of words",
    )
    labels: dict[str, set[int]] = {}
    for word, label in zip(chain.from_iterable(WORDS), chain.from_iterable(WORD_LABELS), strict=True):
        labels.setdefault(word, set()).add(label)
    nouns = ["학교에", "학생들이", "반장이에요", "것이", "수", "명이", "오늘", "내일"]
    others = ["나는", "우리", "하나", "두", "갔다", "좋은", "새", "매우", "일찍", "와", "질문했다"]
    assert [labels[word] for word in nouns + others] == [{1}] * len(nouns) + [{0}] * len(others)
    assert all(labels[word] == {0} for word in labels if word.endswith("했다"))
    assert all(labels[word] == {1} for word in labels if word.endswith("이다"))
    assert wc.folder.resolve() == page.snippet.path.parent.resolve() / "data"
    marks = set(chain.from_iterable((DATA / "corpus.txt").read_text(encoding="utf-8")))
    assert not marks & {*chain.from_iterable(chain.from_iterable(WORDS))} & set(".,?!") and "." in marks
    assert [len(words) for words in WORDS] == [len(row) for row in WORD_LABELS]
    assert set(chain.from_iterable(WORD_LABELS)) == {0, 1}
    assert [(words, row) for words, row in wc.every_pair] == list(zip(WORDS, WORD_LABELS, strict=True))


def test_the_corpus_is_split_and_the_vocabulary_knows_the_training_words_only() -> None:
    states(
        "학습할 문장이 …개, 떼어 둔 문장이 …개입니다",
        "There are … sentences to learn from and … held out",
        "어휘집은 **학습할 문장만으로** 만듭니다",
        "The vocabulary is made **from the training sentences only**",
        "어휘집은 학습할 데이터로만 만듭니다",
        "The vocabulary is made from training data only",
        "떼어 둔 낱말 …개 가운데 …개는 처음 보는 낱말입니다",
        "Of the … held-out words, … have never been seen",
        "‘학생이’와 ‘학생을’을 다른 낱말로 세는 것도 한 까닭입니다",
        "‘학생이’ and ‘학생을’ (student as subject and as object) count as different words",
    )
    assert wc.ids["학생이"] != wc.ids["학생을"]
    particles = ["", *"은는이가을를에도의"]
    unseen = [word for word in NEW if word not in SEEN and word[-1] in particles]
    assert any(word[:-1] + particle in SEEN for word in unseen for particle in particles)
    assert wc.vocabulary == TOKENS
    assert [words for words, _ in wc.training] == TRAINING and [words for words, _ in wc.held_out] == HELD_OUT
    sizes = [len(TOKENS), len(SEEN), Y_SEEN.sum(), len(NEW), Y_NEW.sum(), (~IS_KNOWN).sum()]
    page.prints("corpus-vocabulary", *sizes)
    page.prints("corpus", 270, 30, *WORD_LABELS[0], *WORD_LABELS[1])
    page.says("corpus", "270", "30")
    page.says("corpus-vocabulary", str(len(NEW)), str((~IS_KNOWN).sum()))


def test_the_baseline_answers_with_the_label_that_is_more_frequent_in_training() -> None:
    states(
        "학습할 낱말에서 더 흔한 라벨을 골라 늘 그것만 답합니다",
        "It picks the label that is more frequent among the training words and always answers with it",
        "떼어 둔 낱말에서 기준선은 …개 가운데 …개",
        "Of the … held-out words, the baseline gets … right",
    )
    assert wc.majority == 0 and wc.baseline == BASELINE
    assert (Y_SEEN == 0).sum() > (Y_SEEN == 1).sum()
    of_seen = int((Y_SEEN == 0).sum())
    percent = [100 * of_seen / len(SEEN), 100 * BASELINE / len(NEW)]
    page.prints(
        "baseline", 0, of_seen, len(SEEN), round(percent[0], 1), BASELINE, len(NEW), round(percent[1], 1)
    )
    page.says("baseline", str(len(NEW)), str(BASELINE), f"{percent[1] / 100:.1%}")


def test_training_is_repeatable_and_its_measures_are_those_of_the_weights() -> None:
    states(
        "손실과 맞힌 수를 학습할 데이터와 떼어 둔 데이터에서 따로 잽니다",
        "We measure loss and right answers on the training data and on the held-out data separately",
        "학습한 낱말은 모두 맞혔습니다",
        "All training words are right",
        "떼어 둔 데이터로 재야 외운 것과 배운 것이 갈립니다",
        "Only held-out data tells learning from learning by heart",
        "학습한 낱말에서 거둔 성적과는 차이가 큽니다",
        "but far from the result on the training words",
    )
    with as_in_the_lesson():
        assert wc.train(wc.training, wc.held_out, wc.ids, epochs=2)[1] == wc.history[:2]
    parts = [(SEEN, Y_SEEN), (NEW, Y_NEW)]
    assert wc.history[-1] == [
        (
            pytest.approx(mean_loss(probabilities(wc.model, words, TOKENS), labels)),
            right(wc.model, words, TOKENS, labels),
        )
        for words, labels in parts
    ]
    held_loss, held_right = wc.history[-1][1]
    shown_epochs = [
        number for epoch in range(2, 13, 2) for number in (epoch, *wc.history[epoch - 1][0], len(SEEN))
    ]
    percent = round(100 * held_right / len(NEW), 1)
    page.prints("corpus-training", *shown_epochs, held_loss, held_right, len(NEW), percent)
    bars = [line.split("[")[1].split("]")[0] for line in page.printed["corpus-training"].splitlines()[:6]]
    assert [bar.count("#") for bar in bars] == [1, 3, 5, 6, 8, 10] and {len(bar) for bar in bars} == {10}
    assert wc.history[-1][0][1] == len(SEEN) and BASELINE < held_right < 0.8 * len(NEW)
    share = f"{held_right / len(NEW):.1%}"
    page.says("corpus-training", str(len(NEW)), str(held_right), share, str(BASELINE), "많지만")


def test_the_loss_rises_at_words_that_are_never_seen_while_the_accuracy_does_not_fall() -> None:
    states(
        "학습한 데이터의 손실은 0으로 내려가지만 떼어 둔 데이터의 손실은 잠시 내려갔다가 다시 크게 올라간다",
        "the loss of the held-out data falls for a while and then rises far",
        "가로축은 에포크. 위 그림의 세로축은 손실이고",
        "over the epoch. In the upper one, the loss of the training data falls to 0, while the loss of",
        "아래 그림의 세로축은 정확도이고, 학습한 데이터는",
        "1에 이르지만 떼어 둔 데이터는 그보다 낮은 곳에서 평평해진다",
        "In the lower one, the accuracy on the training data reaches 1",
        "reaches 1, and on the held-out data it levels off below",
        "기준선은 절반 가까이에 그은 점선이다",
        "The baseline is a dashed line near one half",
        "손실의 단위로 적은 나트(nat)는 자연로그로 쟀다는 표시입니다",
        "The unit of the loss, the nat, says that it was measured with the natural logarithm",
        "학습한 데이터의 손실은 계속 내려갑니다. 떼어 둔 데이터의 손실은 …까지 내려갔다가 …까지 올라갑니다",
        "The loss of the training data keeps falling",
        "The loss of the held-out data falls to … and then rises to …. It is lowest in the … epoch",
        "바닥은 … 에포크입니다",
        "아는 낱말의 손실은 …에서 …로 줄었고, 모르는 낱말의 손실은 …에서 …로 늘었습니다",
        "the loss of the known held-out words falls from … to …, and that of the unknown ones rises from",
        "늘어난 손실은 모두 `[UNK]`에서 왔습니다. `[UNK]`의 벡터는 한 번도 학습하지 않았는데",
        "The whole increase comes from `[UNK]`. The vector of `[UNK]` is never trained",
        "모델은 그 벡터가 명사일 확률을 …에서 …로 올리며 점점 더 확신합니다",
        "the model becomes more and more certain about it: the probability of a noun rises from … to …",
        "학습한 데이터의 정확도는 1에 이릅니다. 떼어 둔 데이터의 정확도는 손실이 바닥을 지나",
        "On the training data, it reaches 1. On the held-out data, it rises from … to … even while the loss",
        "오르고, 그 뒤로는 평평합니다",
        "is rising again, and then stays level",
        "손실이 늘어나는데 정확도가 떨어지지 않는 까닭은",
        "why the accuracy does not fall when the loss rises",
        "마지막 모델은 과적합했습니다. 그래서",
        "The last model overfits. So",
    )
    upper, lower = page.figures["learning-curves"][0].axes
    assert upper.get_ylabel() == "loss (nats)" and lower.get_ylabel() == "accuracy"
    assert lower.get_xlabel() == "epoch"
    assert upper.get_position().y0 > lower.get_position().y1 and lower.lines[2].get_linestyle() == "--"
    assert abs(BASELINE / len(NEW) - 0.5) < 0.01
    of_seen = [row[0][0] for row in wc.history]
    assert of_seen == sorted(of_seen, reverse=True) and of_seen[-1] < 0.001
    nouns_by_epoch = []
    for weights in wc.weights:
        z = weights["linear.weight"] @ weights["embedding.weight"][1] + weights["linear.bias"]
        nouns_by_epoch.append(float(share(z.numpy())[1]))
        assert (weights["embedding.weight"][1] == wc.weights[0]["embedding.weight"][1]).all()
    assert nouns_by_epoch[1:] == sorted(nouns_by_epoch[1:]) and nouns_by_epoch[1] > 0.5
    losses = [row[1][0] for row in wc.history]
    assert losses[-1] > 2 * min(losses)
    known, unknown, nouns = [], [], []
    for model in (wc.early, wc.model):
        q = probabilities(model, NEW, TOKENS)
        known.append(mean_loss(q[IS_KNOWN], Y_NEW[IS_KNOWN]))
        unknown.append(mean_loss(q[~IS_KNOWN], Y_NEW[~IS_KNOWN]))
        nouns.append(q[~IS_KNOWN][0, 1])
    assert losses.index(min(losses)) == 1 and wc.early_history == wc.history[:2]
    assert known[1] < known[0] and unknown[1] > unknown[0] and nouns[1] > nouns[0]
    assert wc.history[-1][0][1] == len(SEEN)
    shares = [row[1][1] / len(NEW) for row in wc.history]
    assert shares[1:] == sorted(shares[1:]) and losses[1:] == sorted(losses[1:])
    assert shares[1] < shares[-1] == shares[5] and min(shares) > BASELINE / len(NEW)
    said = [f"{number:.3f}" for number in (min(losses), losses[-1], *known, *unknown, *nouns)]
    of_shares = [f"{one:.1%}" for one in (shares[1], shares[-1], BASELINE / len(NEW))]
    page.says("learning-curves", *said[:2], "2", *said[2:], *of_shares, "높습니다")


def test_the_defaults_of_training(monkeypatch: pytest.MonkeyPatch) -> None:
    states(
        "열 문장마다 하나씩 떼어 두고, 매개변수를 옮길 때는 쓰지 않습니다",
        "One sentence in ten is held out and never used to move the parameters",
        "배치는 32문장씩입니다. 따로 정하지 않으면 벡터의 성분은 8개이고 에포크는 12번입니다",
        "A batch holds 32 sentences. Unless we say otherwise, vectors have 8 components and there are 12",
        "모델의 크기와 시드가 같으면 매개변수의 첫 값도, 데이터를 섞는 순서도 같습니다",
        "With the same size of the model and the same seed, both the first parameters and the order of the",
        "`state_dict()`에는 모델의 매개변수가 들어 있습니다",
        "`state_dict()` holds the parameters of the model",
        "에포크마다 이것을 `deepcopy`로 통째로 베껴 `weights`에 모아 둡니다",
        "After each epoch, `deepcopy` makes a complete copy of them, which we keep in `weights`",
    )
    defaults = {name: one.default for name, one in inspect.signature(wc.train).parameters.items()}
    assert (defaults["features"], defaults["epochs"], defaults["learning_rate"]) == (8, 12, 0.05)
    assert wc.model.embedding.weight.shape[1] == 8 and len(wc.history) == len(wc.weights) == 12
    assert not (wc.weights[0]["linear.bias"] == wc.weights[1]["linear.bias"]).any()
    state = wc.model.state_dict()
    assert {name: one.tolist() for name, one in wc.model.named_parameters()} == {
        name: one.tolist() for name, one in state.items()
    }
    seen: list[Any] = []
    monkeypatch.setitem(
        wc.train.__globals__,
        "train_epoch",
        lambda model, loader, _: seen.append((model.linear.bias.tolist(), [x.tolist() for x, _ in loader])),
    )
    for seed, features in ((0, 8), (0, 8), (1, 8), (0, 4)):
        wc.train(wc.training, wc.held_out, wc.ids, seed, epochs=1, features=features)
    rows = [[one for one in row if one] for x in seen[0][1] for row in x]
    assert sorted(rows) == sorted(wc.encode(words, wc.ids) for words in TRAINING)
    assert [len(x) for x in seen[0][1]] == [32] * 8 + [14]
    assert seen[0] == seen[1]
    assert all(seen[0][part] != other[part] for other in seen[2:] for part in (0, 1))
