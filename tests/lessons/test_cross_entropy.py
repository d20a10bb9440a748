"""Claims of lesson 2-5 on surprise, entropy and cross entropy: its formulas and sentences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson

from tests.lessons.words_and_models import (
    PEOPLE,
    REVERSED,
    UNIFORM,
    P,
    expected_surprise,
    mean_questions,
    random_pairs,
)

ce = lesson("cross_entropy.py")
nll = lesson("negative_log_likelihood.py")

PROBABILITY = (0.01, 1)


def test_surprise() -> None:
    formula("surprise").agrees(ce.surprise, a=PROBABILITY)


def test_entropy() -> None:
    formula("entropy").agrees(ce.entropy, p=PROBABILITY)


def test_cross_entropy() -> None:
    formula("cross-entropy").agrees(ce.cross_entropy, p=PROBABILITY, q=PROBABILITY)


def test_perplexity() -> None:
    claimed = formula("perplexity").where(H="cross-entropy")
    claimed.agrees(lambda p, q: ce.perplexity(ce.cross_entropy(p, q)), p=PROBABILITY, q=PROBABILITY)


# What the lesson says in words


def test_what_is_certain_is_no_surprise_and_each_halving_adds_log_2() -> None:
    assert ce.surprise(1) == 0
    for p in np.random.default_rng(0).uniform(0, 1, 100):
        assert ce.surprise(p / 2) - ce.surprise(p) == pytest.approx(math.log(2))
    assert ce.surprise(1e-300) > 600


def test_surprises_of_independent_events_add_up() -> None:
    assert ce.together == pytest.approx(ce.surprise(1 / 2) + ce.surprise(1 / 4))
    for a, b in np.random.default_rng(1).uniform(0, 1, (100, 2)):
        assert ce.surprise(a * b) == pytest.approx(ce.surprise(a) + ce.surprise(b))


def test_the_entropy_is_the_expected_surprise_and_close_to_the_mean_of_drawn_words() -> None:
    assert ce.entropy(ce.p) == pytest.approx(ce.mean_surprise) == expected_surprise(P, P)
    assert abs(ce.drawn_surprise - ce.mean_surprise) < 3 * ce.surprise(ce.p).std() / 100


def test_whole_surprisals_in_bits_are_reached_and_others_are_not() -> None:
    lopsided = [0.9, 0.1]
    assert ce.lopsided == pytest.approx(lopsided) and mean_questions(lopsided) == pytest.approx(1)
    assert ce.lopsided_bits == pytest.approx(expected_surprise(lopsided, lopsided) / math.log(2))
    assert ce.lopsided_bits < 0.5
    assert mean_questions([1.0]) == ce.entropy(ce.certain) == 0


def test_knowing_the_context_never_raises_the_floor() -> None:
    assert ce.floor_with_context < ce.entropy(ce.p_without)
    for p, q in random_pairs(200):
        mixed = 0.6 * p + 0.4 * q
        assert 0.6 * ce.entropy(p) + 0.4 * ce.entropy(q) < ce.entropy(mixed)
        assert 0.6 * ce.entropy(p) + 0.4 * ce.entropy(p) == pytest.approx(ce.entropy(p))


def test_the_areas_are_the_entropy_and_the_cross_entropy() -> None:
    assert ce.half_wrong == pytest.approx([(1 / 4 + one) / 2 for one in REVERSED])
    assert ce.left_edges == pytest.approx([0, 0.5, 0.75, 0.875])


def test_minus_p_log_p_goes_to_zero_with_p() -> None:
    values = [-(10.0**-power) * math.log(10.0**-power) for power in range(1, 300, 10)]
    assert values == sorted(values, reverse=True) and values[-1] < 1e-280
    assert math.isnan(ce.by_the_letter)


def test_an_outcome_of_probability_zero_adds_nothing() -> None:
    for p, q in random_pairs(100):
        longer_p, longer_q = np.append(p, 0), np.append(q, 0)
        assert ce.entropy(longer_p) == ce.entropy(p)
        assert ce.cross_entropy(longer_p, longer_q) == ce.cross_entropy(p, q)


def test_the_entropy_is_zero_for_the_certain_and_greatest_for_the_uniform() -> None:
    assert ce.entropy(ce.certain) == 0 < ce.entropy(ce.p) < ce.entropy(ce.uniform)
    for outcomes in (2, 4, 32):
        assert ce.entropy(np.full(outcomes, 1 / outcomes)) == pytest.approx(math.log(outcomes))
        assert all(ce.entropy(p) < math.log(outcomes) for p, _ in random_pairs(300, outcomes))


def test_the_entropy_of_two_outcomes_is_greatest_in_the_middle_and_zero_at_the_ends() -> None:
    assert ce.entropies.argmax() == 50 and ce.entropies[50] == pytest.approx(math.log(2))
    assert ce.entropies[0] == ce.entropies[-1] == 0
    assert ce.entropies == pytest.approx(ce.entropies[::-1])


def test_the_entropy_in_bits_is_the_mean_of_the_questions_and_never_more() -> None:
    assert ce.questions == pytest.approx(ce.surprise(ce.p) / math.log(2))
    assert ce.entropy_in_bits == pytest.approx(np.sum(ce.p * ce.questions)) == mean_questions(P) == 1.75
    assert ce.entropy(ce.p) / math.log(2) == pytest.approx(ce.entropy_in_bits)
    for p, _ in random_pairs(500):
        assert mean_questions(p) >= ce.entropy(p) / math.log(2)


def test_the_cross_entropy_is_never_below_the_entropy_and_equal_only_for_the_same() -> None:
    for p, q in random_pairs():
        assert ce.cross_entropy(p, q) > ce.entropy(p)
        assert ce.cross_entropy(p, p) == ce.entropy(p)
    assert ce.costs == pytest.approx([expected_surprise(P, q) for q in ce.random_models])
    assert ce.costs.min() > ce.entropy(ce.p)
    # The best of 10,000 random models comes no closer.
    assert ce.closest == pytest.approx(P, abs=0.02)


def test_the_reversed_model_is_the_worst_of_the_three() -> None:
    costs = {name: ce.cross_entropy(ce.p, q) for name, q in ce.models.items()}
    expected = {"p itself": P, "uniform": UNIFORM, "reversed": REVERSED}
    assert costs == pytest.approx({name: expected_surprise(P, q) for name, q in expected.items()})
    assert sorted(costs.values()) == list(costs.values())
    for p, _ in random_pairs(100, 4):
        assert ce.cross_entropy(p, ce.uniform) == pytest.approx(math.log(4))
    assert ce.models["reversed"].argmin() == ce.p.argmax()


def test_the_direction_matters() -> None:
    there, back = ce.cross_entropy(ce.p, ce.uniform), ce.cross_entropy(ce.uniform, ce.p)
    assert there == pytest.approx(math.log(4)) and back == pytest.approx(expected_surprise(UNIFORM, P))
    assert back > there + 0.1


def test_what_was_held_to_be_impossible_is_an_infinite_surprise() -> None:
    assert ce.unforgiving == math.inf and ce.p.min() > 0
    assert math.isfinite(ce.cross_entropy(np.array([0.4, 0.3, 0.3, 0.0]), ce.p))


def test_the_mean_nll_is_the_cross_entropy_of_the_empirical_distribution() -> None:
    assert ce.phones.tolist() == PEOPLE and ce.p_hat == pytest.approx([0.7, 0.3])
    generator = np.random.default_rng(2)
    for p, q in random_pairs(300):
        data = generator.choice(5, 40, p=p)
        counted = np.array([np.mean(data == kind) for kind in range(5)])
        assert ce.mean_nll(q, data) == pytest.approx(ce.cross_entropy(counted, q))


def test_it_is_the_nll_of_the_last_lesson_divided_by_the_people() -> None:
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        mean = ce.mean_nll(np.array([share, 1 - share]), ce.phones)
        assert mean == pytest.approx(nll.binomial_nll(share, 7, 10) / 10)


def test_its_least_is_where_the_likelihood_is_greatest() -> None:
    means = [ce.mean_nll(np.array([share, 1 - share]), ce.phones) for share in nll.p]
    assert np.argmin(means) == nll.phone_likelihoods.argmax()


def test_more_people_of_the_same_share_leave_the_mean_as_it_is() -> None:
    for copies in (1, 10, 100):
        mean = ce.mean_nll(np.array([0.7, 0.3]), np.array(PEOPLE * copies))
        assert mean == pytest.approx(nll.least_phone_nll / 10)


def test_the_surprise_splits_into_that_of_the_data_and_the_models_share() -> None:
    for p, q in random_pairs(300):
        share = np.sum(p * np.log(p / q))
        assert ce.cross_entropy(p, q) == pytest.approx(ce.entropy(p) + share)
        assert share > 0


def test_the_gap_above_the_entropy_is_positive_but_for_the_empirical_share() -> None:
    assert ce.floor == pytest.approx(expected_surprise([0.7, 0.3], [0.7, 0.3]))
    gaps = [expected_surprise([0.7, 0.3], [share, 1 - share]) - ce.floor for share in (0.3, 0.5, 0.7, 0.9)]
    assert gaps[2] == pytest.approx(0, abs=1e-12) and min(gaps[0], gaps[1], gaps[3]) > 0.05
    assert ce.at_three_tenths - ce.floor == pytest.approx(gaps[0])
    assert ce.curve.min() == pytest.approx(ce.floor)


def test_the_perplexity_of_a_uniform_model_is_the_number_of_words() -> None:
    for outcomes in (2, 4, 1000):
        q = np.full(outcomes, 1 / outcomes)
        p = np.random.default_rng(3).dirichlet(np.ones(outcomes))
        assert ce.perplexity(ce.cross_entropy(p, q)) == pytest.approx(outcomes)
        assert 2 ** (ce.cross_entropy(p, q) / math.log(2)) == pytest.approx(outcomes)
    perplexities = [ce.perplexity(ce.cross_entropy(ce.p, q)) for q in ce.models.values()]
    assert perplexities[0] < 4 < perplexities[2]


def test_bases_that_do_not_match_give_a_wrong_perplexity() -> None:
    nats = ce.cross_entropy(ce.p, ce.uniform)
    assert math.exp(nats) == pytest.approx(4) == 2 ** (nats / math.log(2))
    assert 2**nats == pytest.approx(2 ** math.log(4))
    assert math.exp(nats / math.log(2)) == pytest.approx(math.exp(2))


# Exercises


def test_the_loaded_die_is_less_uncertain_and_costs_log_6_under_the_fair_model() -> None:
    assert ce.entropy(ce.loaded) < ce.entropy(ce.die) == pytest.approx(math.log(6))
    for p, _ in random_pairs(100, 6):
        assert ce.cross_entropy(p, ce.die) == pytest.approx(math.log(6))
    assert ce.extra == pytest.approx(math.log(6) - expected_surprise(ce.loaded, ce.loaded))


def test_the_perplexity_of_all_tokens_is_no_mean_of_perplexities() -> None:
    assert len(ce.short) == 2 and len(ce.long) == 18
    assert ce.by_token == pytest.approx((2 * 4 + 18 * 1) / 20)
    assert ce.perplexity(ce.by_token) < (math.exp(4) + math.exp(1)) / 2
