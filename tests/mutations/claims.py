"""Claims that are left out or ask for less."""

from __future__ import annotations

from tests.mutations.mutation import Mutation


def mistake(name: str, file: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(f"claim: {name}", f"tests/lessons/{file}.py", "record", ((old, new),), nth, of)


def left_out(what: str, file: str, old: str, new: str = "") -> Mutation:
    """Return the mistake that no claim is about a part of a figure."""
    return Mutation(f"claim: {what} is left out", f"tests/lessons/{file}.py", "claims", ((old, new),))


IN_CLAIMS = [
    mistake(
        "a comparison with PyTorch is left out",
        "test_kl_divergence",
        "    assert lesson_kl.right_call == pytest.approx(kl(P, Q), rel=1e-14)\n",
        "",
    ),
    mistake(
        "a wide tolerance",
        "test_negative_log_likelihood_densities",
        "NormalDist().cdf(-4), abs=1e-5)",
        "NormalDist().cdf(-4), abs=1e-3)",
    ),
    mistake("less than becomes at most", "test_kl_divergence", "0 < both[0] <", "0 <= both[0] <"),
    mistake(
        "a formula is compared on a narrow range",
        "test_kl_divergence",
        "PROBABILITY = (0.05, 0.95)",
        "PROBABILITY = (0.5, 0.5)",
    ),
    mistake("a case is left out", "test_kl_divergence", "[0.1, 0.3, 0.5, 0.7, 0.9]", "[0.1, 0.3, 0.5, 0.7]"),
    mistake(
        "a claim compares a value with itself",
        "test_kl_divergence",
        "assert lesson_kl.swapped == pytest.approx(kl(Q, P))",
        "assert lesson_kl.swapped == pytest.approx(lesson_kl.swapped)",
    ),
    mistake(
        "a claim does not run",
        "test_kl_divergence",
        "def test_a_way_round_may_be_shorter",
        "def no_test_a_way_round_may_be_shorter",
    ),
    mistake(
        "a whole claim is left out",
        "test_kl_divergence",
        "def test_log_x_is_at_most_x_minus_1_and_equal_at_1_only() -> None:\n"
        "    x = GENERATOR.exponential(1, 3_000)\n    assert (np.log(x) < x - 1).all()\n"
        "    assert math.log(1) == 1 - 1\n",
        "",
    ),
    mistake(
        "all becomes any",
        "test_kl_divergence",
        "    assert (lesson_kl.divergences > 0).all()\n",
        "    assert (lesson_kl.divergences > 0).any()\n",
    ),
    mistake("fewer points", "test_kl_divergence", "size=(3_000, 2)", "size=(3, 2)"),
    left_out("the point on a curve", "test_index", '    page.draws("loss-curve", [0.7], [min(LOSSES)])\n'),
    left_out("the name of a line", "test_sentence_classification_results", ', "keyword")', ")"),
    left_out(
        "the name of a line in the legend",
        "test_sentence_classification_choosing",
        "for row in sc.history], name)",
        "for row in sc.history])",
    ),
]
