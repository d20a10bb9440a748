"""Claims of lesson 2-2 on the figure of its merges."""

from __future__ import annotations

import numpy as np
from literate.checking.claims import shown
from literate.running import figure_style
from matplotlib.colors import to_rgba

from tests.lessons.toy_merges import MERGES, parts

page = shown("tokenizer_and_vocabulary.py")


def test_each_row_of_boxes_joins_the_piece_that_is_new() -> None:
    rows = []
    left, right = " ".join("▁학생들이"), " ".join("▁선생님들이")
    for newest in ["", *MERGES]:
        if newest:
            left, right = (word.replace(" ".join(parts(newest)), newest) for word in (left, right))
        rows.append((left.split(), right.split(), newest))
    boxes, texts = [], []
    for count, (left_word, right_word, newest) in enumerate(rows):
        for pieces, start in ((left_word, 0), (right_word, 6)):
            for at, piece in enumerate(pieces):
                edge = start + len("".join(pieces[:at]))
                boxes.append((count, edge, edge + len(piece), piece == newest))
                texts.append((count, edge + len(piece) / 2, piece))
    (axis,) = page.figures["merges-drawn"][0].axes
    plain, new = (to_rgba(figure_style.LINES[at], 0.3) for at in (0, 1))
    drawn = [
        (round(bar.get_y() + bar.get_height() / 2), bar.get_x(), bar.get_width(), bar) for bar in axis.patches
    ]
    assert len(drawn) == len(boxes)
    for (count, start, end, is_new), (row, left_edge, width, bar) in zip(boxes, drawn, strict=True):
        assert row == count and bar.get_facecolor() == (new if is_new else plain)
        assert left_edge == start
        page.draws_bars("merges-drawn", [width])
        assert end - 0.2 < start + width < end
    written = [(text.get_position()[1], text.get_position()[0], text.get_text()) for text in axis.texts]
    assert [(row, word) for row, _, word in written] == [(row, word) for row, _, word in texts]
    # Letters differ in width.
    assert np.allclose([x for _, x, _ in written], [x for _, x, _ in texts], atol=0.1)
    # The first row is at the top.
    assert axis.yaxis_inverted()
    page.writes("merges-drawn", "▁학생", "▁선생님", "들이", "merges")
    made = [MERGES.index(piece) + 1 for piece in ("▁선생님", "▁학생", "들이")]
    assert made == [3, 5, 6]
    page.says("merges-drawn", *map(str, made))
