"""Texts of translations that only look hostile."""

from __future__ import annotations

BENIGN = {
    "a comparison": "If a < b and b > a, then 1 <2.",
    "the original's formula": "For $a<b$ it holds.",
    "the original's code": "Type `<script>` or `a<b`.",
    "the original's HTML": "Press <kbd>Enter</kbd>.",
    "the original's address": "Ask <writer@example.org>.",
    "words that look like events": "On the other hand, only = one, onset: “onload”.",
    "words that look like schemes": "Note: data: the file: heights. See [home](index.md): it is there.",
    "a footnote that begins like a scheme": "Look[^1].\n\n[^1]: Note: this is data.",
    "links": "[one](../index.md#data), [two](https://example.org/a_(b)), [three](mailto:a@example.org)",
    "a picture of its own": "![Heights](heights.png)",
    "a table": "| a | b |\n|---|---:|\n| {{ mean:.1f }} | {{ device }} |",
    "values and braces": "$\\frac{ {{ mean:.1f }} }{n}$, $\\text{mean}$, `mean`",
    "the original's display formula": "$$\n\\sum_{i=1}^{n} x_i<y\n$$",
    "a note": "/// note | Take care\nWords.\n///",
    "dollars": "It costs \\$5 or \\$6.",
    "prices": "It costs $5 or $6, that is $5-$6.",
    "a comment": "<!--> <img src=x onerror=alert(1)> -->",
    "entities": "&lt;b&gt; &amp; &quot;",
    "quotation and lists": "> Said.\n\n1. one\n    - two\n\n        three",
    "emoji and joiners": "👩\u200d💻 می\u200cخواهم",
    "code without a language": "```\nx = 1\n```",
    "dashes and arrows": "a -- b --> c, <- and 3 <= 4 <3",
}
