"""Mistakes in lesson 1-2, chosen before its claims were written."""

from __future__ import annotations

from tests.mutations.mutation import InLesson

LESSON = InLesson("sentences", "sentence-classification")
mistake, on_page = LESSON.mistake, LESSON.on_page

IN_SENTENCE_CLASSIFICATION = [
    mistake("padding takes part in the maximum", "vectors.masked_fill(~is_word, -torch.inf)", "vectors"),
    mistake("the mean divides by all positions", "/ is_word.sum(dim=1)", "/ is_word.shape[1]"),
    mistake("padding is taken for words", "is_word = (x != 0)", "is_word = (x >= 0)"),
    mistake("an unknown word becomes padding", "ids.get(word, 1)", "ids.get(word, 0)"),
    mistake("the old gradient is kept", "        optimizer.zero_grad()\n", ""),
    mistake("validation uses held-out lines", "every_pair[4::10]", "every_pair[9::10]"),
    mistake("training includes validation", "if place % 5 != 0]", "if place % 10 != 0]"),
    mistake("rare words stay", "build_vocabulary(training, at_least=2)", "build_vocabulary(training)"),
    mistake(
        "the epoch is chosen by the training loss",
        "lambda place: history[place][1][0]",
        "lambda place: history[place][0][0]",
    ),
    mistake("the weights are not copied", "deepcopy(model.state_dict())", "model.state_dict()"),
    mistake("the weights are not loaded", '    loaded.load_state_dict(saved["weights"])\n', ""),
    mistake("the confusion matrix is transposed", "2 * y_held + guesses", "y_held + 2 * guesses"),
    mistake("the keyword has to be the whole word", '"학생" in word for', '"학생" == word for'),
    mistake("a seed is used ten times", "train(corpus, ids, pool, seed)[1]", "train(corpus, ids, pool)[1]"),
    mistake(
        "seeds choose on the held-out part",
        "min(history, key=lambda row: row[1][0])",
        "min(history, key=lambda row: row[2][0])",
    ),
    mistake("the probability is that of the other label", "dim=1)[0, 1].item()", "dim=1)[0, 0].item()"),
    mistake("a baseline stands in the wrong place", "axis.axvline(by_rule[2]", "axis.axvline(by_rule[1]"),
    on_page(
        "the mean lacks its division", "claims", r"\frac{1}{n} \sum_{i=1}^{n} v_i", r"\sum_{i=1}^{n} v_i"
    ),
    on_page(
        "a value of the wrong part",
        "claims",
        "규칙은 {{ by_rule[2] }}개를 맞힙니다",
        "규칙은 {{ by_rule[1] }}개를 맞힙니다",
    ),
    on_page(
        "the word without which nothing changes is another",
        "claims",
        "빼도 확률이 그대로 {{ asked[1]:.2f }}",
        "빼도 확률이 그대로 {{ asked[3]:.2f }}",
    ),
    on_page(
        "a result is typed", "numbers", "두 확률이 똑같이 {{ same_bag[0]:.4f }}", "두 확률이 똑같이 0.4690"
    ),
]
