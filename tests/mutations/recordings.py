"""Mistakes in what was recorded."""

from __future__ import annotations

from tests.mutations.mutation import PAGE, SNIPPET, Mutation

RECORDED = "snippets/recorded/negative-log-likelihood/"

IN_RECORDINGS = [
    Mutation(
        "a digit changed in an output", RECORDED + "sample-mean.txt", "recordings", (("26.6574", "26.6547"),)
    ),
    Mutation(
        "a digit changed in an output and in the index",
        RECORDED + "sample-mean.txt",
        "recordings",
        (("26.6574", "26.6547"),),
        is_forged=True,
    ),
    Mutation(
        "a line is missing in an output",
        RECORDED + "two-samples.txt",
        "recordings",
        (("ratio  = 87,553\n", ""),),
        is_forged=True,
    ),
    Mutation(
        "a figure is swapped",
        RECORDED + "nll-curve.svg",
        "recordings",
        swapped_with=(RECORDED + "log-likelihood-curve.svg",),
    ),
    Mutation(
        "a figure is swapped and the index agrees",
        RECORDED + "nll-curve.svg",
        "recordings",
        swapped_with=(RECORDED + "log-likelihood-curve.svg",),
        is_forged=True,
    ),
    Mutation(
        "a digit changed in a figure's title",
        RECORDED + "best-density.svg",
        "recordings",
        (("μ = 168", "μ = 169"),),
        is_forged=True,
    ),
    Mutation(
        "a value changed",
        RECORDED + "recording.json",
        "recordings",
        (('"best_index": "8"', '"best_index": "9"'),),
    ),
    Mutation("an output is missing", RECORDED + "heights.txt", "recordings", is_removed=True),
    Mutation("the index is missing", RECORDED + "recording.json", "recordings", is_removed=True),
    Mutation(
        "the recording is another lesson's",
        RECORDED + "recording.json",
        "recordings",
        swapped_with=("snippets/recorded/corrections/recording.json",),
    ),
    Mutation("the recording is stale", SNIPPET, "recordings", (("172.63", "172.68"),), is_built=False),
    Mutation(
        "the recording lacks a value that the page asks for",
        PAGE,
        "recordings",
        (("{{ log_likelihoods.max():.3f }}", "{{ log_likelihoods.max():.4f }}"),),
        is_built=False,
    ),
]
