"""Find the statements above a cell that it needs, and the cells that run in the Python of a page."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from .flow import Statement, statements

# The packages that a page's Python has, and the modules of the standard library that it does not have.
PACKAGES = frozenset({"numpy", "matplotlib", "mpl_toolkits"})
_PROCESSES = "concurrent multiprocessing pty resource select subprocess termios threading"
_CONNECTIONS = "asyncio ftplib http imaplib poplib smtplib socket socketserver ssl urllib xmlrpc"
_OTHERS = "ctypes curses dbm lzma sqlite3 tkinter turtle webbrowser"
ABSENT = frozenset(f"{_PROCESSES} {_CONNECTIONS} {_OTHERS}".split())
# Functions that change how their module works from then on, and functions of random modules that do not
_LASTING = frozenset({"seed", "set_printoptions", "seterr", "rc", "use", "filterwarnings", "simplefilter"})
_RANDOM = frozenset({"random", "numpy.random"})
_NOT_DRAWING = frozenset({"default_rng", "Generator", "PCG64", "Random", "SystemRandom"})
# The state of a module, as a name that its functions use; that of `warnings` concerns every statement.
_STATE_OF_WARNINGS = "warnings."


def is_present(module: str) -> bool:
    """Return whether the Python of a page has a module, such as `numpy.random`."""
    top = module.split(".")[0]
    return top in PACKAGES or (top in sys.stdlib_module_names and top not in ABSENT)


@dataclass(frozen=True)
class _Resolved:
    """A statement, all names that it needs and changes, and the absent module that it needs, if any."""

    statement: Statement
    needs: set[str]
    changes: set[str]
    absent: str


class LessonCode:
    """The cells of a lesson, and what each needs of those above it.

    Arguments:
        cells: the code of the cells, in order, by name.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: a cell is not Python.
    """

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = list(cells)
        self._statements = list(_resolved(cells))

    def absent(self, cell: str) -> str:
        """Return the first absent module that a cell needs, itself or by a name; "" if it runs on pages."""
        mine = (one.absent for one in self._statements if one.statement.cell == cell)
        return next(filter(None, mine), "")

    def needed(self, cell: str) -> list[Statement]:
        """Return the statements of the cells above a cell that it needs, in order.

        Statements that need an absent module are left out: a cell that runs on a page does not need them.
        """
        found: list[Statement] = []
        needs = {_STATE_OF_WARNINGS}
        above = self.cells[: self.cells.index(cell)]
        for one in reversed(self._statements):
            if one.statement.cell in above:
                if one.absent or not needs & (one.statement.binds | one.changes):
                    continue
                found.append(one.statement)
            elif one.statement.cell != cell:
                continue
            needs = (needs - one.statement.known) | one.needs
        return found[::-1]

    def affected(self, changed: Collection[str]) -> list[str]:
        """Return the cells that run on a page and need a statement of changed cells above them."""
        return [
            cell
            for cell in self.cells
            if not self.absent(cell) and any(one.cell in changed for one in self.needed(cell))
        ]


def _resolved(cells: Mapping[str, str]) -> Iterator[_Resolved]:
    modules: dict[str, str] = {}
    later: dict[str, set[str]] = {}  # what the functions use that a name may hold
    absent = {"display": "IPython"}  # defined by the shell that makes the recordings
    for cell, code in cells.items():
        for one in statements(cell, code):
            modules |= dict(one.modules)
            needs = _with_later(one.uses, later)
            why = [module.lstrip(".").split(".")[0] for _, module in one.modules if not is_present(module)]
            why += [absent[name] for name in sorted((needs | one.later) & absent.keys())]
            for name in one.binds:
                later[name] = one.later | needs
                absent.pop(name, None)
            if why:
                absent |= dict.fromkeys(one.binds | one.stores, why[0])
            values = {name for name in one.changes | one.stores if name not in modules}
            state, changed = _state(one, needs, modules)
            yield _Resolved(one, needs | state, values | changed, why[0] if why else "")


def _with_later(names: set[str], later: Mapping[str, set[str]]) -> set[str]:
    """Return names, and what the functions use that these names may hold, and so on."""
    found, waiting = set(names), list(names)
    while waiting:
        new = later.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _state(one: Statement, needs: set[str], modules: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Return the states of modules that a statement uses, and those that it changes."""
    used = {modules[name].split(".")[0] + "." for name in needs if name in modules}
    changed = {modules[name].split(".")[0] + "." for name in one.stores if name in modules}
    for path in one.calls:
        root, *rest = path.split(".")
        if root in modules:
            *module, function = [*modules[root].split("."), *rest]
            draws = ".".join(module) in _RANDOM and function not in _NOT_DRAWING
            if draws or function in _LASTING:
                changed.add(modules[root].split(".")[0] + ".")
    return used, changed
