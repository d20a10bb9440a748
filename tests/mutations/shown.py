"""Mistakes in what cells show: what figures draw, their labels, colors and axes, and printed words."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

KL, CE, NLL = (
    "snippets/kl_divergence.py",
    "snippets/cross_entropy.py",
    "snippets/negative_log_likelihood.py",
)
ONE_HOT, TOKENS = "snippets/one_hot_encoding.py", "snippets/tokenizer_and_vocabulary.py"
CORRECTIONS, HOME = "snippets/corrections.py", "snippets/index.py"

DRAWN = [
    (KL, "bars of p twice", "top.bar(places + 0.2, q,", "top.bar(places + 0.2, p,"),
    (
        KL,
        "bars of terms without their sign",
        "bottom.bar(places, contributions,",
        "bottom.bar(places, abs(contributions),",
    ),
    (KL, "the tangent is x", "axis.plot(ratios, ratios - 1,", "axis.plot(ratios, ratios,"),
    (
        KL,
        "the valleys lie at the forward curve",
        "[reverse_kl(mu, 10) for mu in valleys]",
        "[forward_kl(mu, 10) for mu in valleys]",
    ),
    (
        KL,
        "the point of the forward curve is elsewhere",
        "axis.plot(mixture_mean, forward_kl(mixture_mean, 10)",
        "axis.plot(mixture_mean, reverse_kl(mixture_mean, 10)",
    ),
    (KL, "the reference line is log 4", "axis.axhline(math.log(2),", "axis.axhline(math.log(4),"),
    (KL, "the floor is the cross entropy", "axis.axhline(entropy(p),", "axis.axhline(cross_entropy(p, q),"),
    (KL, "half of the steps are drawn", "axis.plot(student_kls[:21]", "axis.plot(student_kls[:11]"),
    (
        CE,
        "the mean's line is the greatest surprise",
        "bottom.axhline(mean_surprise,",
        "bottom.axhline(surprise(p).max(),",
    ),
    (
        CE,
        "the dotted lines end at p",
        "axis.vlines(halves, 0, surprise(halves),",
        "axis.vlines(halves, 0, halves,",
    ),
    (
        CE,
        "the gap begins at zero",
        "axis.vlines(0.3, floor, at_three_tenths",
        "axis.vlines(0.3, 0, at_three_tenths",
    ),
    (CE, "the floor's line is log 2", "axis.axhline(floor,", "axis.axhline(math.log(2),"),
    (
        NLL,
        "another area is shaded",
        "axis.hlines(np.log(three_ratios), 0, three_ratios",
        "axis.hlines(np.log(three_ratios), 0, 1",
    ),
    (NLL, "the heights stand at 1", "axis.plot(heights, np.zeros(10), ", "axis.plot(heights, np.ones(10), "),
    (
        CORRECTIONS,
        "the area below both curves",
        "axis.fill_between(x, right_density, wrong_density,",
        "axis.fill_between(x, 0, wrong_density,",
    ),
    (CORRECTIONS, "the line stands at another mean", "axis.axvline(best_mean,", "axis.axvline(means[0],"),
    (HOME, "half of the curve", "axis.plot(shares, losses,", "axis.plot(shares[:50], losses[:50],"),
]
LABELLED = [
    (TOKENS, "shorter for longer", "Longer pieces are more often", "Shorter pieces are more often"),
    (
        ONE_HOT,
        "the titles of two tables are exchanged",
        'gaps, "Differences of ids", strongest=7)\n'
        'draw_matrix(bottom, distances.round(2), "Distances of one-hots"',
        'gaps, "Distances of one-hots", strongest=7)\n'
        'draw_matrix(bottom, distances.round(2), "Differences of ids"',
    ),
    (KL, "the labels of p and q are swapped", 'top.text(-0.2, 0.52, "p"', 'top.text(-0.2, 0.52, "q"'),
    (
        KL,
        "the labels of two curves are swapped",
        'axis.text(2.05, 1.35, "x − 1"',
        'axis.text(2.05, 1.35, "log x"',
    ),
    (
        KL,
        "a label has the color of another curve",
        'axis.text(128, 3.8, "reverse", color="C2")',
        'axis.text(128, 3.8, "reverse", color="C1")',
    ),
    (KL, "children for adults", 'axes[1].text(131, 0.064, "children"', 'axes[1].text(131, 0.064, "adults"'),
    (KL, "seeking for covering", 'title="Mode-covering: forward KL"', 'title="Mode-seeking: forward KL"'),
    (KL, "a label stands at another curve", 'axis.text(2e-4, 4.6, "KL"', 'axis.text(2e-4, 0.5, "KL"'),
    (
        KL,
        "two curves have one color",
        'axis.plot(student_kls[:21], color="C1")',
        'axis.plot(student_kls[:21], color="C0")',
    ),
    (KL, "the axis is not logarithmic", 'xscale="log", xlabel="t"', 'xlabel="t"'),
    (KL, "bits for nats", 'xlabel="μ", ylabel="KL (nats)"', 'xlabel="μ", ylabel="KL (bits)"'),
    (
        KL,
        "the words of the axis are in another order",
        "bottom.set(xticks=places, xticklabels=words)",
        "bottom.set(xticks=places, xticklabels=words[::-1])",
    ),
    (KL, "a limit cuts off the curve", 'xlabel="x", ylim=(-3.1, 2.1)', 'xlabel="x", ylim=(-1.1, 2.1)'),
    (
        CE,
        "surprise for entropy",
        'the first", ylabel="entropy (nats)"',
        'the first", ylabel="surprise (nats)"',
    ),
    (
        CE,
        "the title has the other's name",
        'title="Entropy of two outcomes"',
        'title="Cross entropy of two outcomes"',
    ),
    (
        CE,
        "the ticks are in another order",
        '["0", "1/8", "1/4", "1/2", "1"]',
        '["0", "1/4", "1/8", "1/2", "1"]',
    ),
    (
        CE,
        "the bars of p and q exchange colors",
        'axis.bar(places - 0.2, p, width=0.36, color="C0")',
        'axis.bar(places - 0.2, p, width=0.36, color="C1")',
    ),
    (CE, "a label names the other bar", 'axes[0].text(0.2, 0.53, "q"', 'axes[0].text(0.2, 0.53, "p"'),
    (
        CE,
        "share of iOS",
        'xlabel="share of Android in the model"',
        'xlabel="share of iOS in the model"',
    ),
    (
        NLL,
        "metres for centimetres",
        'axis.set(title="Ten heights", xlabel="height (cm)")',
        'axis.set(title="Ten heights", xlabel="height (m)")',
    ),
    (NLL, "minus for plus", '"μ + σ"', '"μ − σ"'),
    (CORRECTIONS, "with for without", '"without the 2", color="C1"', '"with the 2", color="C1"'),
    (KL, "another symbol", 'xlabel="μ", ylabel="KL', 'xlabel="σ", ylabel="KL'),
    (HOME, "another axis", 'xlabel="p", ylabel', 'xlabel="k", ylabel'),
]
PRINTED = [
    (KL, "right and wrong are swapped", "mean length, right code", "mean length, wrong code"),
    (KL, "the other direction", 'print(f"KL(q || p) = {backward', 'print(f"KL(p || q) = {backward'),
    (KL, "children for adults", '"children": (125, 6)', '"adults ": (125, 6)'),
    (KL, "nats for bits", "KL(p || q) in bits:  ", "KL(p || q) in nats:  "),
    (KL, "least for greatest", "largest density    {mixture", "least density      {mixture"),
    (CE, "bits for nats", 'print(f"nats:           {entropy(p)', 'print(f"bits:           {entropy(p)'),
    (CE, "both at once and one by one", 'print(f"both at once: {', 'print(f"one by one:   {'),
    (CE, "the entropies' names", 'print(f"H(uniform, p): ', 'print(f"H(p, uniform): '),
    (NLL, "lowest and highest", 'print(f"highest  {heights.max', 'print(f"lowest   {heights.max'),
    (NLL, "a unit", "cm: peak", "m:  peak"),
    (CORRECTIONS, "right and wrong", 'print(f"wrong: area', 'print(f"right: area'),
    (HOME, "another symbol", 'print(f"p = ', 'print(f"k = '),
]
UNITS = [
    (CE, 'xlabel="step", ylabel="cross entropy (nats)"', 'xlabel="step", ylabel="cross entropy (bits)"'),
    (NLL, 'xlabel="height (m)"', 'xlabel="height (cm)"'),
]

IN_WHAT_IS_SHOWN = [
    Mutation(f"{kind}: {snippet[9:-3]}: {name}", snippet, "claims", ((old, new),))
    for kind, mistakes in (("drawn", DRAWN), ("labelled", LABELLED), ("printed", PRINTED))
    for snippet, name, old, new in mistakes
] + [Mutation(f"an axis has {new}", snippet, "numbers", ((old, new),)) for snippet, old, new in UNITS]
