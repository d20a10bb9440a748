"""Claims of lesson 2-2 on the figure of its merges."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from literate.checking.claims import shown, states
from literate.running import figure_style
from matplotlib.colors import to_rgba

from tests.lessons.toy_merges import MERGES, parts

page = shown("tokenizer_and_vocabulary.py")


def test_each_row_of_boxes_joins_the_piece_that_is_new() -> None:
    states(
        "한 줄이 한 단계이고, 상자 하나가 조각 하나입니다",
        "Each row is a step, and each box is a piece",
        "위에서 아래로 0부터 6까지 일곱 줄. 줄마다 왼쪽에 ‘▁학생들이’, 오른쪽에 ‘▁선생님들이’가 조각별로"
        " 상자에 담겨 있다",
        "Seven rows, from 0 at the top to 6 at the bottom. In each row, ▁학생들이 is on the left and"
        " ▁선생님들이 on the right, with each piece in a box",
        "0번 줄에서는 글자마다 상자가 하나씩이고, 한 줄 내려갈 때마다 두 상자가 하나로 붙는다",
        "In row 0 every character has a box of its own, and with each row two boxes become one",
        "6번 줄에는 ‘▁학생’과 ‘들이’, ‘▁선생님’과 ‘들이’만 남는다. 새로 생긴 상자는 색이 다르다",
        "In row 6 only ▁학생 and 들이, and ▁선생님 and 들이 are left. Boxes that are new in a row have"
        " another color",
        "한 줄 내려갈 때마다 바로 윗줄의 두 상자가 다른 색의 상자 하나로 붙습니다",
        "In each row, two boxes of the row above have been joined into one box of another color",
        "1번 줄에서 …번 줄까지는 오른쪽의 ‘▁선생님’이, …번 줄까지는 왼쪽의 ‘▁학생’이 만들어집니다",
        "By row …, ▁선생님 has been made on the right, and by row …, ▁학생 on the left",
        "…번 줄에서는 ‘들이’가 두 낱말에서 한꺼번에 붙습니다",
        "In row …, 들이 is joined in both words at once",
        "두 낱말의 상자가 붙는 차례",
        "The order in which the boxes of two words are joined",
    )
    rows = []
    left, right = " ".join("▁학생들이"), " ".join("▁선생님들이")
    for newest in ["", *MERGES]:
        if newest:
            left, right = (word.replace(" ".join(parts(newest)), newest) for word in (left, right))
        rows.append((left.split(), right.split(), newest))
    assert rows[0][:2] == ([*"▁학생들이"], [*"▁선생님들이"])
    assert rows[6][:2] == (["▁학생", "들이"], ["▁선생님", "들이"])
    changed = [[side for side in (0, 1) if before[side] != after[side]] for before, after in pairwise(rows)]
    assert changed == [[1], [1], [1], [0], [0], [0, 1]]
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
    page.writes("merges-drawn", "Each merge joins two boxes", "▁학생", "▁선생님", "들이", "merges")
    made = [MERGES.index(piece) + 1 for piece in ("▁선생님", "▁학생", "들이")]
    assert made == [3, 5, 6]
    page.says("merges-drawn", *map(str, made))
