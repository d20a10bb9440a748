"""Mistakes in lesson 1-1, chosen before its claims were written."""

from __future__ import annotations

from tests.mutations.mutation import InLesson

LESSON = InLesson("words", "word-classification")
mistake, on_page = LESSON.mistake, LESSON.on_page

IN_WORD_CLASSIFICATION = [
    mistake("padding is labeled as no noun", "padding_value=-1)", "padding_value=0)"),
    mistake("an unknown word becomes padding", "ids.get(word, 1)", "ids.get(word, 0)"),
    mistake("the old gradient is kept", "        optimizer.zero_grad()\n", ""),
    mistake("the first lines are held out", "every_pair[9::10]", "every_pair[::10]"),
    mistake("training includes held-out lines", "if number % 10 != 0]", "if number % 10 != 1]"),
    mistake(
        "the vocabulary knows the held-out words",
        "vocabulary = build_vocabulary(training)",
        "vocabulary = build_vocabulary(every_pair)",
    ),
    mistake("the mark at the end stays on its word", 'word.strip(".,?!")', 'word.strip(".?!")'),
    mistake("padding counts as words", "return (y != -1).sum().item()", "return (y >= -1).sum().item()"),
    mistake(
        "the baseline takes the rarer label",
        "(y_train == 1).sum() > (y_train == 0).sum()",
        "(y_train == 1).sum() < (y_train == 0).sum()",
    ),
    mistake("the seed is not set", "    torch.manual_seed(seed)\n", ""),
    mistake(
        "the epoch is chosen by the training loss",
        "lambda place: history[place][1][0]",
        "lambda place: history[place][0][0]",
    ),
    mistake("the saved weights are not loaded", '    loaded.load_state_dict(saved["weights"])\n', ""),
    mistake("the confusion matrix is transposed", "2 * y_held[is_word] + z", "y_held[is_word] + 2 * z"),
    mistake("the first characters are taken for the last", "word[-length:]", "word[:length]"),
    mistake("the probability is that of no noun", "dim=2)[0, :, 1]", "dim=2)[0, :, 0]"),
    mistake("the bar runs backward", "10 * epoch // epochs)", "10 - 10 * epoch // epochs)"),
    mistake("the curve of the training data is drawn twice", "[row[part][0] for row", "[row[0][0] for row"),
    mistake("counting prefers the rarer label", "nouns[word] > others[word]", "nouns[word] < others[word]"),
    on_page("the loss lacks its minus sign", "claims", r"\ell = -\frac{1}{n}", r"\ell = \frac{1}{n}"),
    on_page("a result is typed", "numbers", "두 확률은 똑같이 {{ roles[0]:.4f }}", "두 확률은 똑같이 0.9998"),
    on_page(
        "the loss of the last model as that of the chosen one",
        "claims",
        "-math.log(1 - noun_probability(chosen",
        "-math.log(1 - noun_probability(model",
    ),
    on_page("a value of the wrong part", "claims", "{{ baseline }}개, {{", "{{ baseline_train }}개, {{"),
]
