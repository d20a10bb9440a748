"""Compare a reader's answer to an exercise with what its solution computes, without showing that."""

from __future__ import annotations

import ast
import builtins
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

from ..reading.flow import statements

# The most numbers in a value that is compared: a matrix, but not a curve or a sample
MOST_NUMBERS = 64
# A float agrees within this share of the largest number of its value; an integer agrees within this distance.
TOLERANCE = 1e-6

# The numbers of a value by their places: "" for a number, "[0][2]" for one in a matrix
Numbers = dict[str, float]


@dataclass(frozen=True)
class Compared:
    """How a reader's value differs from that of the solution.

    `how` is the word that says it. `place` is the name of the number that is furthest off, with its index,
    and `off` the distance; `wrong` is how many numbers differ. `yours` and `wanted` are how many numbers
    the two values have.
    """

    how: str
    name: str
    place: str = ""
    off: str = ""
    wrong: int = 0
    yours: int = 0
    wanted: int = 0


def computed(cells: Mapping[str, str], solution: Collection[str]) -> list[str]:
    """Return the names whose values the cells of a solution compute, in order.

    A value that needs nothing but imports, such as `size = 1000`, is given, not computed. Names that only
    loops bind are left out: they hold the value of the last round.

    Arguments:
        cells: the code of the lesson's cells, by name.
        solution: the names of the solution's cells.
    """
    imported = set(dir(builtins))
    found: dict[str, bool] = {}
    for cell, code in cells.items():
        for one in statements(cell, code):
            imported |= {name for name, _ in one.modules}
            if cell in solution:
                if not isinstance(one.node, ast.For | ast.While):
                    found |= {name: False for name in sorted(one.binds) if name not in found}
                needs = one.uses - imported
                found |= {name: True for name in one.binds | one.stores if name in found and needs - {name}}
    return [name for name, is_computed in found.items() if is_computed]


def answers(names: Collection[str], namespace: Mapping[str, Any]) -> dict[str, Numbers]:
    """Return the numbers of those values that can be compared, by name.

    Arguments:
        names: the names that a solution computes.
        namespace: the values by name, after the solution has run.
    """
    found: dict[str, Numbers] = {}
    for name in names:
        try:
            value = numbers(namespace.get(name))
        except (TypeError, OverflowError):
            continue  # a figure, a function, text
        if 0 < len(value) <= MOST_NUMBERS and not any(map(math.isnan, value.values())):
            found[name] = value
    return found


def numbers(value: Any, place: str = "") -> Numbers:
    """Return the numbers of a number, array, list, tuple or dictionary, also nested, by their places.

    Raises:
        TypeError: it contains something else.
        OverflowError: a number is too large for a float.
        RecursionError: it contains itself.
    """
    if type(value).__module__.split(".")[0] == "numpy" and hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict | list | tuple):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return {at: one for key, part in items for at, one in numbers(part, f"{place}[{key!r}]").items()}
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"not a number: {value!r}")
    number = float(value)
    return {place: value if isinstance(value, int) else number}


def compared(
    solution: Mapping[str, Numbers], namespace: Mapping[str, Any], bound: Collection[str]
) -> list[Compared]:
    """Compare the values that a reader's cell has bound with those of the solution.

    Arguments:
        solution: the numbers of the solution, by name.
        namespace: the reader's values by name.
        bound: the names that the reader's cell binds.
    """
    found = [name for name in solution if name in bound and name in namespace]
    if not found:
        return [Compared("undefined", ", ".join(solution))]
    return [_compared(name, namespace[name], solution[name]) for name in found]


def _compared(name: str, value: object, solution: Numbers) -> Compared:
    try:
        yours = numbers(value)
    except (TypeError, OverflowError, RecursionError):
        return Compared("not-number", name)
    if yours.keys() != solution.keys():
        how = "count" if len(yours) != len(solution) else "shape"
        return Compared(how, name, yours=len(yours), wanted=len(solution))
    for place, number in yours.items():
        if math.isnan(number):
            return Compared("nan", name, name + place)
    room = TOLERANCE * max((abs(one) for one in solution.values() if math.isfinite(one)), default=0)
    off = {
        place: yours[place] - one for place, one in solution.items() if not _agree(yours[place], one, room)
    }
    if not off:
        return Compared("right", name)
    place = max(off, key=lambda one: abs(off[one]))
    how = ("most-" if len(solution) > 1 else "") + ("above" if off[place] > 0 else "below")
    return Compared(how, name, name + place, _as_text(abs(off[place])), len(off), wanted=len(solution))


def _agree(yours: float, one: float, room: float) -> bool:
    return yours == one or abs(yours - one) <= (TOLERANCE if isinstance(one, int) else room)


def _as_text(distance: float) -> str:
    return f"{distance:,.0f}" if 100 <= distance < 1e9 else f"{distance:.3g}"
