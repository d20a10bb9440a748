"""Claims of lesson 2-5 on its language model, by counts of their own."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")

LINES = Path("snippets/data/corpus.txt").read_text(encoding="utf-8").splitlines()
HELD_OUT = [line for place, line in enumerate(LINES) if place % 10 == 9]
TRAINING = [line for place, line in enumerate(LINES) if place % 10 != 9]
KNOWN = {token for line in TRAINING for token in line} | {"\n"}
SIZE = len(KNOWN) + 1  # and the unknown token


def pairs_of(lines: list[str], known: set[str]) -> list[tuple[str, str]]:
    texts = (["\n", *(one if one in known else "?unknown" for one in line), "\n"] for line in lines)
    return [pair for text in texts for pair in pairwise(text)]


PAIRS, NEW = pairs_of(TRAINING, KNOWN), pairs_of(HELD_OUT, KNOWN)
COUNTS, FIRSTS = Counter(PAIRS), Counter(first for first, _ in PAIRS)
NEXT = Counter(second for _, second in PAIRS)


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


def add_one_loss(pairs: list[tuple[str, str]]) -> float:
    return mean([-math.log((COUNTS[pair] + 1) / (FIRSTS[pair[0]] + SIZE)) for pair in pairs])


COUNTED = mean([-math.log(COUNTS[pair] / FIRSTS[pair[0]]) for pair in PAIRS])
UNIGRAM = mean([-math.log(NEXT[second] / len(PAIRS)) for _, second in PAIRS])


def test_the_corpus_is_split_and_shifted() -> None:
    assert ce.training == TRAINING and ce.held_out == HELD_OUT
    assert set(ce.vocabulary) == {*KNOWN, "[UNK]"} and len(ce.vocabulary) == SIZE
    assert len(ce.inputs) == len(PAIRS) and len(ce.new_inputs) == len(NEW)
    assert [ce.vocabulary[x] for x in ce.inputs] == [first for first, _ in PAIRS]
    assert [ce.vocabulary[y] for y in ce.targets] == [second for _, second in PAIRS]
    page.prints("corpus", len(TRAINING), len(HELD_OUT), SIZE)
    page.prints("shifted-by-one", len(PAIRS))


def test_the_chain_rule_holds_for_dependent_characters_and_a_product_of_shares_does_not() -> None:
    total = len(PAIRS)
    both, product = COUNTS["학", "교"] / total, FIRSTS["학"] * NEXT["교"] / total**2
    page.prints("chain-rule", both, both, product)
    printed = page.printed["chain-rule"].splitlines()
    assert [line.split()[-1] for line in printed[3:]] == ["True", "False"]
    page.says("chain-rule", f"{product:.6f}", f"{product / both:.1%}")
    for (first, second), count in COUNTS.items():
        x, y = ce.ids[first], ce.ids[second]
        assert ce.chained[x, y] == pytest.approx(count / total)
        assert ce.independent[x, y] == pytest.approx(FIRSTS[first] * NEXT[second] / total**2)


def test_counting_gives_the_smallest_loss_and_a_longer_context_a_lower_floor() -> None:
    assert ce.counted_loss == pytest.approx(COUNTED)
    assert ce.unigram_loss == pytest.approx(UNIGRAM)
    assert COUNTED < UNIGRAM < math.log(SIZE)
    page.prints("counting", FIRSTS["학"], COUNTS["학", "교"], COUNTS["학", "교"] / FIRSTS["학"])
    page.prints("counted-loss", math.log(SIZE), UNIGRAM, COUNTED)
    page.says(
        "counting", str(FIRSTS["학"]), str(COUNTS["학", "교"]), f"{COUNTS['학', '교'] / FIRSTS['학']:.4f}"
    )
    losses = [f"{loss:.4f}" for loss in (math.log(SIZE), UNIGRAM, COUNTED)]
    page.says("counted-loss", str(SIZE), *losses, str(SIZE))


def test_gradient_descent_ends_where_counting_does() -> None:
    assert ce.loss_path[0] == pytest.approx(math.log(SIZE))
    assert 0 <= ce.learned - COUNTED < 1e-4
    assert ce.learned == pytest.approx(ce.loss_path[-1], abs=1e-4)
    page.prints("counting-by-gradient", math.log(SIZE), COUNTED, COUNTED)
    page.draws("counting-by-gradient-curve", range(201), ce.loss_path)
    page.draws("counting-by-gradient-curve", [0, 1], [math.log(SIZE)] * 2, "uniform")
    page.draws("counting-by-gradient-curve", [0, 1], [COUNTED] * 2, "by counting")
    page.says("counting-by-gradient-curve", f"{math.log(SIZE):.4f}", f"{COUNTED:.4f}", "작습니다")


def test_an_unseen_pair_costs_infinity_until_every_pair_is_seen_once_more() -> None:
    unseen = mean([float(COUNTS[pair] == 0) for pair in NEW])
    assert ce.unseen.mean() == pytest.approx(unseen) and unseen > 0
    assert ce.held_out_loss == math.inf
    page.prints("unseen-pairs", len(NEW), round(100 * unseen, 1), math.inf)
    page.says("unseen-pairs", f"{unseen:.1%}")
    losses = add_one_loss(PAIRS), add_one_loss(NEW)
    assert (ce.add_one_training, ce.add_one_held_out) == pytest.approx(losses)
    assert losses[0] > COUNTED and math.isfinite(losses[1])
    assert ce.add_one.sum(axis=1) == pytest.approx([1] * SIZE)
    page.prints("add-one", *(value for loss in losses for value in (loss, math.exp(loss))))
    perplexity = math.exp(losses[1])
    said = [f"{losses[1]:.4f}", f"{perplexity:.1f}", str(SIZE), f"{perplexity:.0f}"]
    times = f"{losses[0] / COUNTED:.1f}"
    page.says("add-one", *said, f"{losses[0]:.4f}", f"{COUNTED:.4f}", "큽니다", times)


def test_the_trained_model_gives_every_unseen_pair_a_probability() -> None:
    logits = ce.weights.detach().numpy()
    firsts, seconds = zip(*((ce.ids.get(one, 0), ce.ids.get(other, 0)) for one, other in NEW), strict=True)
    losses = np.log(np.exp(logits).sum(axis=1))[[*firsts]] - logits[firsts, seconds]
    assert max(losses) < math.inf and ce.learned_held_out == pytest.approx(mean(losses))
    page.prints("learned-held-out", mean(losses))
    page.says("learned-held-out", f"{mean(losses):.4f}")


def test_only_the_unknown_token_has_no_count_to_divide_by() -> None:
    assert [ce.vocabulary[place] for place in np.flatnonzero(ce.totals == 0)] == ["[UNK]"]


def test_bits_per_character_compare_characters_with_jamo() -> None:
    lines = [line for line in HELD_OUT if set(line) <= KNOWN]
    printed, bits = [], []
    for form in ("NFC", "NFD"):
        train = [unicodedata.normalize(form, line) for line in TRAINING]
        known = {token for line in train for token in line} | {"\n"}
        pairs = pairs_of(train, known)
        counts, firsts = Counter(pairs), Counter(first for first, _ in pairs)
        new = pairs_of([unicodedata.normalize(form, line) for line in lines], known)
        losses = [-math.log((counts[p] + 1) / (firsts[p[0]] + len(known) + 1)) for p in new]
        bits.append(math.fsum(losses) / sum(len(line) + 1 for line in lines) / math.log(2))
        printed += [len(new), math.exp(mean(losses)), bits[-1]]
    assert list(ce.bits_per_character.values()) == pytest.approx(bits)
    assert bits[0] < bits[1] and printed[1] > printed[4]
    page.prints("bits-per-character", *printed)
    page.says("bits-per-character", str(len(lines)), f"{bits[0]:.2f}", f"{bits[1]:.2f}", "0.611")


def test_the_exercise_on_ones_own_text() -> None:
    pairs = pairs_of([ce.own_text], KNOWN)
    losses = [-math.log((COUNTS[pair] + 1) / (FIRSTS[pair[0]] + SIZE)) for pair in pairs]
    bits = mean(losses) / math.log(2)
    assert ce.own_bits == pytest.approx(bits) and max(losses) == pytest.approx(ce.own_losses[ce.hardest])
    page.prints("exercise-own-text", bits, max(losses))
    _, hardest = pairs[losses.index(max(losses))]
    page.says("exercise-own-text", f"{bits:.2f}", hardest, f"{max(losses):.3f}")


def test_one_more_of_every_pair() -> None:
    def share(n: np.ndarray) -> float:
        """Seven tokens follow a context seen n[1] times, the first of them n[0] times."""
        counts = np.full((1, 7), (n[1] - n[0]) / 6)
        counts[0, 0] = n[0]
        return float(ce.smoothed_by(1, counts)[0, 0])

    formula("add-one").at(cy=1, c=2).agrees(share, n=(1, 50))
