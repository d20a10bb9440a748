"""Define claims about a lesson's outputs, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np

from ..messages import Problem, did_you_mean, say
from ..reading.expressions import evaluate, find
from ..reading.pages import CellBlock, Line, Page
from ..reading.snippets import Snippet
from .claimable import Claimable
from .directions import false_directions
from .drawn import Part, parts_of
from .facts import Fact, note
from .figure_faults import faults
from .lesson_runs import LessonRun
from .looks import describe, differing, is_printed, numbers_in, title_look
from .points import RELATIVE
from .shapes import false_charts, false_words


class Shown(Claimable):
    """The outputs of a lesson by cell: printed text, figures, and the values in sentences.

    Arguments:
        run: returns the lesson; called at every access.
    """

    def __init__(self, run: Callable[[], LessonRun]) -> None:
        self._run = run

    def _look(self) -> LessonRun:
        """Run the lesson, and note that the claim depends on its snippet."""
        lesson = self._run()
        note(Fact(lesson.snippet.file, 0, "", "shows"))
        return lesson

    @property
    def snippet(self) -> Snippet:
        """The snippet file."""
        return self._look().snippet

    @property
    def page(self) -> Page:
        """The page in the original's language."""
        page = self._look().page
        note(Fact(page.file, 0, "", "shows"))
        return page

    @property
    def namespace(self) -> dict[str, Any]:
        """All names that the snippet defines."""
        return self._look().namespace

    @property
    def printed(self) -> dict[str, str]:
        """The printed text of each cell."""
        return {name: cell.printed for name, cell in self._look().cells.items()}

    @property
    def figures(self) -> dict[str, list[Any]]:
        """The Matplotlib figures of each cell."""
        return {name: cell.figures for name, cell in self._look().cells.items()}

    @property
    def said(self) -> dict[str, list[str]]:
        """The formatted values in the sentences from each cell to the next."""
        lesson = self._look()
        note(Fact(lesson.page.file, 0, "", "shows"))
        return {name: cell.said for name, cell in lesson.cells.items() if cell.said}

    def prints(self, cell: str, *numbers: float) -> None:
        """Claim that a cell prints exactly these numbers, to the printed digits.

        Raises:
            AssertionError: the numbers differ; names the cell's line and the first number that differs.
        """
        place = self._note(cell, "prints")
        found = numbers_in(self.printed[cell])
        values = [one.value for one in found]
        assert len(found) == len(numbers), say(
            f"{place}: 출력하는 수는 {len(found)}개입니다: {values}",
            f"{place} prints {len(found)} numbers: {values}",
        )
        for printed, number in zip(found, numbers, strict=True):
            assert is_printed(printed, number), say(
                f"{place}: 출력하는 수는 {printed.value}, 주장은 {number}입니다.",
                f"{place} prints {printed.value}, not {number}",
            )

    def draws(self, cell: str, x: Any, y: Any, name: str = "") -> None:
        """Claim that a figure of a cell has a line through these points.

        Lines that are drawn together have a row of points each.

        Arguments:
            cell: the cell.
            x, y: the points.
            name: words beside it in its color, or in its legend entry.

        Raises:
            AssertionError: the cell does not draw this line, or does not name it so.
        """
        place = self._note(cell, "draws")
        parts = [part for part in self._parts(cell) if part.x is not None]
        drawn = [part for part in parts if _is_equal(part.x, x) and _is_equal(part.y, y)]
        assert drawn, say(
            f"{place}: 이 점들을 잇는 선이 없습니다: ({x}, {y})",
            f"{place} does not draw a line through ({x}, {y})",
        ) + "".join(f"\n{part.look}" for part in parts)
        self._note_drawn(cell, drawn, name)

    def draws_bars(self, cell: str, heights: Any, name: str = "") -> None:
        """Claim that a figure of a cell has adjacent bars of these heights.

        Arguments:
            cell: the cell.
            heights: the heights.
            name: words beside them in their color, or in their legend entry.

        Raises:
            AssertionError: the cell does not draw these bars, or does not name them so.
        """
        place = self._note(cell, "draws")
        parts = [part for part in self._parts(cell) if part.x is None]
        drawn = [part for part in parts if _is_equal(part.y, heights)]
        assert drawn, say(
            f"{place}: 이런 높이의 막대가 없습니다: {heights}",
            f"{place} does not draw bars of heights {heights}",
        ) + "".join(f"\n{part.look}" for part in parts)
        self._note_drawn(cell, drawn, name)

    def _parts(self, cell: str) -> list[Part]:
        return list(parts_of(self.figures[cell]))

    def _note_drawn(self, cell: str, drawn: list[Part], name: str) -> None:
        """Note the parts of a figure that a claim is about, and those of their names that contain a name."""
        place = self._note(cell, "draws")
        beside = [one for part in drawn for one in part.names]
        named = [one for one in beside if name and name in one.words]
        assert named or not name, say(
            f"{place}: 이 색으로 적힌 것은 {[one.words for one in beside]}입니다. 없는 것: {name}",
            f"{place} writes {[one.words for one in beside]} in this color, not {name}",
        )
        for look in [part.look for part in drawn] + [one.look for one in named]:
            self._note(cell, "draws", look)

    def writes(self, cell: str, *texts: str) -> None:
        """Claim that these texts appear in the titles, labels and notes of a cell's figures.

        Arguments:
            cell: the cell.
            texts: the texts; those of several axes in the order of the axes.

        Raises:
            AssertionError: a text is missing, or is only in the axes before.
        """
        place = self._note(cell, "writes")
        axes = self._axes(cell)
        written = [
            [one.get_title(), one.get_xlabel(), one.get_ylabel(), *(text.get_text() for text in one.texts)]
            for one in axes
        ]
        at = 0
        for text in texts:
            places = [one for one, there in enumerate(written) if any(text in words for words in there)]
            exact = [one for one in places if text in written[one]]
            at = next((one for one in [*exact, *places] if one >= at), -1)
            assert at >= 0, say(
                f"{place}: 적혀 있는 것은 {written}입니다. 이 차례에 없는 것: {text}",
                f"{place} writes {written}, not {text} in this order",
            )
            if text in axes[at].get_title():
                self._note(cell, "writes", title_look(axes[at]))

    def looks(self, cell: str, description: str) -> None:
        """Claim that a cell prints these words, draws these parts, and is followed by these rows of tables.

        The description has the format of `looks.describe`.

        The words of its text alternative must fit what it draws, as must the charts and directions of its
        caption; the directions in the sentences of its section must fit what the section draws.

        Raises:
            AssertionError: the output differs; names the cell's line and the lines that differ.
        """
        place = self._note(cell, "looks")
        ran = self._look().cells[cell]
        differences = differing(describe(ran.printed, ran.figures, ran.rows.values()), description)
        is_different = say(f"{place}: 적어 둔 것과 다릅니다.", f"{place} looks different")
        if ran.rows:
            table = f"{self.page.file}:{min(ran.rows)}"
            is_different += say(
                f" 또는 {table}: 표가 다릅니다.", f" or {table}: its tables say something else"
            )
        assert not differences, f"{is_different}\n{differences}"
        wrong = faults(ran.figures)
        assert not wrong, f"{place} {'; '.join(wrong)}"
        block = next((one for one in self.page.cells if one.name == cell), None)
        if block is None:
            message = say("페이지에 이 셀이 없습니다.", "The page does not show this cell.")
            raise Problem(message, self.page.file, cell=cell)
        captions = [(line.text, line.number, ran.figures) for line in block.caption]
        described = [(block.alt, block.alt_line, ran.figures), *captions]
        if ran.figures:
            lines, others = self._section_of(block)
            described += [(line.text, line.number, others) for line in lines]
        for at, (text, number, figures) in enumerate(described):
            with_values = self._with_values(text, number)
            wrong = false_charts(with_values, figures) if at <= len(captions) else []
            wrong += false_words(with_values, figures) if at == 0 else []
            wrong += false_directions(with_values, figures, self._look().terms)
            assert not wrong, f"{self.page.file}:{number}: " + say(
                f"{cell}이(가) 그리는 것과 다릅니다: {'; '.join(wrong)}",
                f"{cell} does not draw this: {'; '.join(wrong)}",
            )

    def _section_of(self, block: CellBlock) -> tuple[list[Line], list[Any]]:
        """Return the lines of text and the figures between the headings around a cell."""
        lines: list[Line] = []
        figures: list[Any] = []
        is_found = False
        for part in self.page.parts:
            if isinstance(part, CellBlock):
                is_found |= part == block
                figures += self.figures[part.name]
            elif part.kind == "text" and part.text.startswith("#"):
                if is_found:
                    break
                lines, figures = [], []
            elif part.kind == "text":
                lines.append(part)
        return lines, figures

    def _with_values(self, text: str, line: int) -> str:
        page = self.page
        for start, end, expression in reversed(list(find(text, page.file, line))):
            text = text[:start] + expression.shown(evaluate(expression, self.namespace)) + text[end:]
        return text

    def says(self, cell: str, *values: str) -> None:
        """Claim that the sentences from a cell to the next contain these formatted values, in order.

        Raises:
            AssertionError: the values differ.
        """
        line = next((block.line for block in self.page.cells if block.name == cell), 0)
        self._note(cell, "says")
        said = self.said.get(cell, [])
        assert said == list(values), f"{self.page.file}:{line}: " + say(
            f"{cell} 다음의 값은 {said}, 주장은 {list(values)}입니다.",
            f"{cell} is followed by {said}, not {list(values)}",
        )

    def _axes(self, cell: str) -> list[Any]:
        return [axis for figure in self.figures[cell] for axis in figure.axes]

    def _note(self, cell: str, kind: str, detail: str = "") -> str:
        """Note that a claim is about a cell, and return the cell's place.

        Raises:
            Problem: the snippet has no such cell.
        """
        line = next((one.line for one in self.snippet.cells if one.name == cell), 0)
        if not line:
            message = say("이런 셀이 없습니다", "There is no such cell") + f": {cell}."
            raise Problem(message + did_you_mean(cell, self.snippet.names), self.snippet.file)
        fact = Fact(self.snippet.file, line, cell, kind, detail)
        note(fact)
        return str(fact)


def _is_equal(found: Any, claimed: Any) -> bool:
    """Return whether numbers, or the names of categories, are those that are claimed."""
    one, other = np.asarray(found), np.asarray(claimed)
    if one.shape != other.shape:
        return False
    if all(isinstance(value, Real) for value in (*one.ravel().tolist(), *other.ravel().tolist())):
        one, other = one.astype(float), other.astype(float)
        rounding = 1e-14 * np.abs(other).max(initial=0)  # where others cancel to 0
        return np.allclose(one, other, rtol=RELATIVE, atol=rounding)
    return np.array_equal(one, other)
