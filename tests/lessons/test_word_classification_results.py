"""Claims of lesson 1-1 on what its model gets right and wrong, and on its exercises."""

from __future__ import annotations

import copy
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import as_in_the_lesson, mean_loss
from tests.lessons.test_word_classification import (
    BASELINE,
    IS_KNOWN,
    NEW,
    SEEN,
    TOKENS,
    Y_NEW,
    Y_SEEN,
    probabilities,
)

wc = lesson("word_classification.py")
page = shown("word_classification.py")

KNOWN = int(IS_KNOWN.sum())
# What a model gets right that knows all known words and calls each unknown word a noun, or none.
ALL_NOUNS = KNOWN + int(Y_NEW[~IS_KNOWN].sum())
NO_NOUNS = KNOWN + int((1 - Y_NEW[~IS_KNOWN]).sum())


def test_the_epoch_is_chosen_by_the_held_out_loss_and_is_less_confident_than_the_last() -> None:
    states(
        "그래서 **떼어 둔 데이터의 손실이 가장 작은 에포크**를 고릅니다",
        "So we choose **the epoch with the smallest loss on held-out data**",
        "`min`은 `key`로 잰 값이 가장 작은 것을 고르고",
        "`min` picks the one with the smallest `key`",
        "`place`는 0부터 센 에포크, 1은 떼어 둔 데이터, 0은 손실과 맞힌 수 가운데 손실입니다",
        "`place` is the epoch, counted from 0, 1 stands for the held-out data, and 0 stands for the loss",
        "새로 만든 모델 `chosen`에 그 에포크의 매개변수를 넣습니다",
        "We put the parameters of that epoch into `chosen`, a new model",
        "손실이 가장 작은 것은 …번째 에포크입니다. 그때의 모델은 앞에서 두 에포크만 학습한 모델과 같습니다",
        "The loss is smallest in epoch …. The model of that epoch is the same as the one above",
        "그런데 맞힌 수는 마지막 모델이 …개로, 고른 모델의 …개보다",
        "But the last model gets … words right, …",
        "덜 맞힌 모델의 손실이 왜 더 작을까요?",
        "Why does the model that gets fewer words right have the smaller loss?",
        "두 모델은 모르는 낱말에 똑같이 명사라고 답합니다",
        "Both models call every unknown word a noun",
        "그 낱말이 명사가 아닐 때, 명사일 확률을 …이라고 한 마지막 모델의 손실은 …이고",
        "If it is not one, the last model, which gave a noun the probability …, has a loss of …",
        "…이라고 한 고른 모델의 손실은 …입니다",
        "and the chosen model, which gave it …, has a loss of …",
        "마지막 모델은 아는 낱말을 더 맞히지만, 배운 것이 없는 낱말에서 이렇게 크게 잃습니다",
        "The last model gets more of the known words right, but this is how much it loses at words of which",
        "여기에서는 모를 때 덜 확신하는 모델을 고르겠습니다",
        "Here we choose the model that is less confident when it does not know",
        "떼어 둔 데이터의 손실이 가장 작은 에포크의 매개변수를 저장합니다.",
        "과적합한 마지막 모델은 모르는 것에도 확신합니다",
        "We save the parameters of the epoch with the smallest loss on held-out data",
        "The last model, which overfits, is confident even about what it does not know",
    )
    assert min([3, 1, 2], key=lambda number: -number) == 3
    model_answers = [probabilities(one, NEW, TOKENS).argmax(axis=1) for one in (wc.chosen, wc.model)]
    assert all((answers[~IS_KNOWN] == 1).all() for answers in model_answers)
    known_right = [int((answers == Y_NEW)[IS_KNOWN].sum()) for answers in model_answers]
    assert known_right[0] < known_right[1]
    losses = [held_out[0] for _, held_out in wc.history]
    assert wc.best == int(np.argmin(losses)) and losses[-1] > losses[wc.best] < losses[0]
    q = probabilities(wc.chosen, NEW, TOKENS)
    right = int((q.argmax(axis=1) == Y_NEW).sum())
    last_right = wc.history[-1][1][1]
    assert losses[wc.best] == pytest.approx(mean_loss(q, Y_NEW)) and right < last_right
    epochs = [(wc.best + 1, losses[wc.best], right, len(NEW)), (12, losses[-1], last_right, len(NEW))]
    page.prints("best-epoch", *(number for row in epochs for number in row))
    assert all((wc.early.state_dict()[name] == value).all() for name, value in wc.weights[wc.best].items())
    unsure, certain = (probabilities(one, ["[UNK]"], TOKENS)[0, 1] for one in (wc.chosen, wc.model))
    at_no_noun = [f"{one:.3f}" for q in (certain, unsure) for one in (q, -np.log(1 - q))]
    numbers = map(str, (wc.best + 1, last_right, right, "많습니다", BASELINE))
    page.says("best-epoch", *numbers, *at_no_noun)
    assert unsure < certain
    assert q[~IS_KNOWN].max() < 0.8 < 0.99 < probabilities(wc.model, NEW, TOKENS)[~IS_KNOWN].max()


def test_the_loss_sees_the_confidence_that_the_accuracy_does_not() -> None:
    states(
        "정확도는 어느 쪽이라고 답했는지만 세지만, 손실은 그 답을 얼마나 확신했는지까지 봅니다",
        "The accuracy counts only which answer was given",
        "The loss also depends on how confident the answer was",
    )
    y = torch.tensor([[0]])
    for wrong in (-1.0, 1.0):
        unsure, certain = torch.tensor([[[0, wrong]]]), torch.tensor([[[0, 9 * wrong]]])
        assert wc.count_correct(unsure, y) == wc.count_correct(certain, y) == int(wrong < 0)
        assert (wc.loss_of(unsure, y) < wc.loss_of(certain, y)) == (wrong > 0)


def test_the_loss_that_chose_an_epoch_is_on_average_smaller_than_that_of_other_words() -> None:
    states(
        "여기서 잰 손실은 새로운 데이터에서 잴 손실보다 평균적으로 작습니다",
        "so this loss is on average smaller than the loss on new data",
    )
    model, losses = copy.deepcopy(wc.early), []
    for weights in wc.weights:
        model.load_state_dict(weights)
        losses.append(-np.log(probabilities(model, NEW, TOKENS)[np.arange(len(NEW)), Y_NEW]))
    generator, differences = np.random.default_rng(0), []
    for _ in range(300):
        by_word = generator.permutation(np.transpose(losses))
        choosing, new = (half.mean(axis=0) for half in np.array_split(by_word, 2))
        differences.append(choosing.min() - new[choosing.argmin()])
    assert np.mean(differences) < 0


def test_a_loaded_model_is_the_chosen_one_and_a_new_model_is_not() -> None:
    states(
        "번호가 달라지면 같은 매개변수라도 엉뚱한 낱말의 벡터가 되기 때문입니다",
        "with other numbers, the same parameters would be the vectors of the wrong words",
        "새로 만든 모델은 난수로 채워져 있으니 고른 모델과 답이 다릅니다. 첫 줄이 `False`입니다",
        "so its answers differ from those of the chosen one: the first line is `False`",
        "매개변수를 불러온 뒤에는 떼어 둔 데이터의 로짓이 모두 정확히 같습니다. 어휘집도 같습니다",
        "Once the parameters are loaded, all logits on the held-out data are exactly the same",
        "The vocabulary is the same, too",
    )
    assert wc.loaded(wc.x_held).tolist() == wc.chosen(wc.x_held).tolist()
    other = {word: number for number, word in enumerate([*TOKENS[:2], *TOKENS[:1:-1]])}
    one, two = (wc.noun_probability(wc.loaded, SEEN[:9], ids) for ids in (wc.loaded_ids, other))
    assert wc.saved["vocabulary"] == TOKENS and (one != two).all()
    assert page.printed["save-and-load"].split() == ["False", "True", "True"]
    for name, value in wc.weights[wc.best].items():
        assert (wc.loaded.state_dict()[name] == value).all()
    assert (wc.loaded.linear.bias != wc.model.linear.bias).all()


def test_weights_only_reads_data_and_runs_no_code(tmp_path: Path) -> None:
    states(
        "`weights_only=True`는 텐서와 리스트처럼 단순한 데이터만 읽으라는 안전장치입니다",
        "`weights_only=True` is a safeguard that reads only simple data such as tensors and lists",
        "누가 파일에 코드를 숨겨 두었더라도 실행되지 않습니다",
        "If someone had hidden code in the file, it would not run",
    )

    class Hidden:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.mkdir, (tmp_path / "ran",)

    torch.save({"weights": torch.ones(2), "vocabulary": ["a"]}, tmp_path / "plain")
    assert torch.load(tmp_path / "plain", weights_only=True)["vocabulary"] == ["a"]
    torch.save(Hidden(), tmp_path / "hidden")
    with pytest.raises(UnpicklingError):
        torch.load(tmp_path / "hidden", weights_only=True)
    assert not (tmp_path / "ran").exists()
    torch.load(tmp_path / "hidden", weights_only=False)
    assert (tmp_path / "ran").exists()


def test_the_loaded_model_answers_new_sentences() -> None:
    states(
        "이 두 문장에서는 아는 낱말을 모두 맞힙니다. 모르는 낱말에는 `unknown`이라고 적었습니다",
        "In these two sentences, all words that it knows are right. Unknown words are marked `unknown`",
        "‘박물관에서’와 ‘읽었다’는 명사일 확률이 …로 똑같습니다",
        "Both ‘박물관에서’ (in the museum) and ‘읽었다’ (read) get the same probability of a noun",
        "둘 다 명사라고 답하니 하나는 맞고 하나는 틀렸습니다. 마지막 모델이라면 둘 다 …이라고 답합니다",
        "Both are called nouns, so one answer is right and one is wrong. The last model gives both",
        "‘박물관에서’가 명사인 줄은 끝에 붙은 조사로 알 수 있습니다",
        "That ‘박물관에서’ is a noun shows in the particle at its end",
    )
    assert {int(y) for word, y in zip(SEEN, Y_SEEN, strict=True) if word.endswith("에서")} == {1}
    words = ["친구가", "교실에서", "책을", "읽었다", "내일", "박물관에서", "만나자"]
    q = probabilities(wc.loaded, words, TOKENS)[:, 1]
    page.prints("new-sentences", *q)
    last = probabilities(wc.model, ["[UNK]"], TOKENS)[0, 1]
    page.says("new-sentences", f"{q[5]:.2f}", f"{last:.3f}")
    lines = page.printed["new-sentences"].splitlines()
    assert [line.endswith("unknown") for line in lines] == [word not in TOKENS for word in words]
    assert q[3] == q[5] > 0.5 and ((q > 0.5) == [1, 1, 1, 1, 1, 1, 0]).all()


def test_all_unknown_words_get_one_answer_and_only_the_last_model_knows_every_known_word() -> None:
    states(
        "틀린 낱말 …개 가운데 …개는 아는 낱말입니다. 이른 에포크의 모델이라 아직 다 외우지 못했습니다",
        "Of the … mistakes, … are known words",
        "The chosen model is from an early epoch and has not yet learned all of them by heart",
        "마지막 모델은 아는 낱말을 하나도 틀리지 않습니다",
        "The last model makes no mistake on known words",
        "나머지 …개는 모르는 낱말입니다. 모르는 낱말 …개에는 모두 1이라고 답했습니다",
        "The other … are unknown words. To all … unknown words the model answered 1",
        "`[UNK]`의 벡터가 하나뿐이니 답도 하나뿐입니다. 이것은 더 학습해도 달라지지 않습니다",
        "There is only one vector for `[UNK]`, so there is only one answer",
        "More training does not change this",
    )
    assert wc.best < 3 and wc.history[wc.best][0][1] < len(SEEN)
    ids = wc.encode([word for word in NEW if word not in TOKENS], wc.ids)
    assert set(ids) == {1} and len(ids) == len(NEW) - KNOWN
    answers = probabilities(wc.loaded, NEW, TOKENS).argmax(axis=1)
    wrong = [
        (word, label) for word, label, answer in zip(NEW, Y_NEW, answers, strict=True) if label != answer
    ]
    assert [(word, label) for word, label, _ in wc.mistakes] == wrong
    last_answers = probabilities(wc.model, NEW, TOKENS).argmax(axis=1)
    assert set(answers[~IS_KNOWN]) == set(last_answers[~IS_KNOWN]) == {1}
    assert (last_answers[IS_KNOWN] == Y_NEW[IS_KNOWN]).all()
    unknown, known_wrong = len(NEW) - KNOWN, int((answers != Y_NEW)[IS_KNOWN].sum())
    answered = int((answers[~IS_KNOWN] == 1).sum())
    page.prints("mistakes", 1, answered, len(wrong), known_wrong, *(label for _, label in wrong[:8]))
    page.says("mistakes", *map(str, (len(wrong), known_wrong, len(wrong) - known_wrong, unknown)))


def test_the_confusion_matrix_has_most_mistakes_in_one_cell() -> None:
    states(
        "행은 라벨, 열은 모델의 답이다. 라벨이 명사인 낱말은 …개를 바르게 답하고 …개를 아니라고 답했다",
        "Rows are labels, columns are answers. Of the nouns, … are answered correctly and … are called other",
        "라벨이 명사가 아닌 낱말은 …개를 바르게 답하고 …개를 명사라고 답했다",
        "Of the other words, … are answered correctly and … are called nouns",
        "대각선이 맞힌 것입니다. 틀린 것은 대부분 한 칸, 명사가 아닌데 명사라고 한 칸에 몰려 있습니다",
        "The diagonal holds the right answers. Most mistakes are in one cell: words that are not nouns but",
        "are called nouns. Of these …, … are unknown words",
        "그 …개 가운데 …개가 모르는 낱말입니다",
    )
    answers = probabilities(wc.loaded, NEW, TOKENS).argmax(axis=1)
    wrong = int((answers != Y_NEW).sum())
    called_nouns = int((Y_NEW[~IS_KNOWN] == 0).sum())
    cells = [[int(((y == Y_NEW) & (answers == a)).sum()) for a in (0, 1)] for y in (0, 1)]
    texts = [text.get_text() for text in page.figures["confusion"][0].axes[0].texts]
    assert texts == [str(count) for row in cells for count in row]
    page.writes("confusion", "Held-out words", "model says", "label")
    page.says(
        "confusion",
        *map(str, (cells[1][1], cells[1][0], cells[0][0], cells[0][1])),
        *map(str, (cells[0][1], called_nouns, 12)),
    )
    assert cells[0][1] > wrong / 2
    assert cells[0][0] + cells[1][1] == len(NEW) - wrong
    axis = page.figures["confusion"][0].axes[0]
    for ticks in (axis.get_xticklabels(), axis.get_yticklabels()):
        assert [tick.get_text() for tick in ticks] == ["other", "noun"]
    assert axis.yaxis_inverted() and not axis.xaxis_inverted()


def test_seeds_only_toss_a_coin_for_the_unknown_words() -> None:
    states(
        "시드를 바꾸면 결과가 얼마나 달라질까요? 열 번 되풀이합니다",
        "How much do the results change with the seed? We repeat the training ten times",
        "이번에는 떼어 둔 데이터를 보고 고르지 않고, … 에포크를 끝까지 학습합니다",
        "This time, we do not use the held-out data to choose an epoch, and train for all … epochs",
        "결과는 …개와 …개 … 가지뿐입니다. 아는 낱말은 언제나 다 맞히고",
        "There are only … results, … and …. Known words are always right",
        "`[UNK]`의 벡터에 따라 모두 명사라고 하거나 모두 아니라고 하기 때문입니다",
        "Unknown words are either all called nouns or all not, depending on the random numbers in the vector",
        "둘의 차이는 동전 던지기와 같습니다",
        "The difference between the two is a coin toss",
        "시드 하나의 결과만 보고 어느 쪽이 낫다고 말하면 안 됩니다",
        "From the result of one seed, we must not conclude that one model is better than another",
        "시드를 여러 개 써 보아야 우연을 알아챌 수 있습니다",
        "Several seeds reveal what is chance",
    )
    assert ALL_NOUNS != NO_NOUNS
    with as_in_the_lesson():
        for seed, right in enumerate(wc.by_word[:3]):
            model, history, _ = wc.train(wc.training, wc.held_out, wc.ids, seed)
            answers = probabilities(model, NEW, TOKENS).argmax(axis=1)
            assert (answers[IS_KNOWN] == Y_NEW[IS_KNOWN]).all() and len(history) == 12
            torch.manual_seed(seed)
            first = torch.nn.Embedding(len(TOKENS), 8).weight[1]
            assert model.embedding.weight[1].tolist() == first.tolist()
            assert right == (ALL_NOUNS if (answers[~IS_KNOWN] == 1).all() else NO_NOUNS)
            assert len(set(answers[~IS_KNOWN])) == 1
    assert set(wc.by_word) == {ALL_NOUNS, NO_NOUNS} and len(wc.by_word) == 10
    mean = sum(wc.by_word) / 10
    page.prints("ten-seeds", *wc.by_word, mean, len(NEW), BASELINE, len(NEW))
    page.says("ten-seeds", *map(str, sorted({ALL_NOUNS, NO_NOUNS})), "2", "12")


def test_the_learning_curves_and_their_baseline() -> None:
    epochs = range(1, 13)
    for part, (name, words) in enumerate({"training": SEEN, "held out": NEW}.items()):
        page.draws("learning-curves", epochs, [row[part][0] for row in wc.history], name)
        page.draws("learning-curves", epochs, [row[part][1] / len(words) for row in wc.history])
    page.draws("learning-curves", [0, 1], [BASELINE / len(NEW)] * 2, "baseline")
    page.writes("learning-curves", "Loss and accuracy by epoch", "loss (nats)", "epoch", "accuracy")
