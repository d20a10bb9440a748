"""Parse a snippet file: plain Python in named percent cells."""

from __future__ import annotations

import ast
import io
import os
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from ..files.texts import read_utf8
from ..messages import Problem, say

HEADER = re.compile(r"^\s*#\s*%%(?P<title>.*)$")
# Characters that continue a string or a line on the next line
_CAN_GO_ON = re.compile(r"\"\"\"|\'\'\'|\\$", re.MULTILINE)
# `%time`, `%%bash`, `!pip install`, `?print`, `print?`
_BLANKS = " \t\f\r\n"  # as in Python; a line with another blank is not Python
_MAGIC = re.compile(r"\s*(?:[\w.]+\s*=\s*)?(?P<magic>%%?\w+|!{1,2}\s*\w+|\?{1,2}\w+|[\w.]+\?{1,2}\s*$)")
# The sibling folder of data files
DATA = "data"
CELL_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Cell:
    """One named cell of a snippet file.

    `line` is the line of the cell's first line of code in the file, from 1.
    """

    name: str
    line: int
    code: str


@dataclass(frozen=True)
class Snippet:
    """A snippet file and its cells in order; `file` is its name in messages."""

    path: Path
    file: str
    text: str
    cells: tuple[Cell, ...]

    @property
    def names(self) -> list[str]:
        """The names of the cells, in order."""
        return [cell.name for cell in self.cells]

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of the file."""
        return syntax_tree(self.text)

    @cached_property
    def imports(self) -> list[str]:
        """The modules that the snippet imports, sorted (`torch.nn.functional` as written)."""
        return sorted(modules_imported(self.tree))


def read_snippet(path: Path, file: str = "") -> Snippet:
    """Read a snippet file; `file` is its name in messages, by default its own name.

    Raises:
        Problem: the file is missing, is not UTF-8 or not Python, has code before its first cell,
            or the name of a cell is missing, malformed or used twice.
    """
    file = file or path.name
    try:
        text = read_utf8(path, file)
    except FileNotFoundError:
        raise Problem(say("스니펫 파일이 없습니다.", "The snippet file does not exist."), file) from None
    return Snippet(path, file, text, _cells(text, file))


def syntax_tree(code: str | bytes, file: str = "") -> ast.Module:
    """Return the syntax tree of some code, without Python's warnings, which running it shows.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it is not Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code, file or "<unknown>")


def modules_imported(tree: ast.Module) -> set[str]:
    """Return the modules that some code imports (`torch.nn.functional` as written)."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


@lru_cache(maxsize=1024)  # every page of a lesson, in every language, parses its snippet
def _cells(text: str, file: str) -> tuple[Cell, ...]:
    cells = tuple(_split(text, file))
    for cell in cells:
        for node in ast.walk(_parse(cell, file)):
            if isinstance(node, ast.Name) and node.id == "get_ipython":
                raise Problem(_not_python("get_ipython"), file, node.lineno, cell.name)
    return cells


def _parse(cell: Cell, file: str) -> ast.Module:
    # The cells run one by one, so a statement that continues in the next cell is not valid Python.
    code = "\n" * (cell.line - 1) + cell.code
    try:
        return syntax_tree(code, file)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        lines = code.split("\n")
        # Errors for NUL characters and for deep nesting are not SyntaxErrors and do not have a line number; a
        # line with a NUL character is the likely one, or else the longest line.
        fault = max(range(len(lines)), key=lambda at: ("\0" in lines[at], len(lines[at])))
        line = min(getattr(error, "lineno", 0) or fault + 1, len(lines))
        reason = str(error) or type(error).__name__
        message = say(f"파이썬 문법에 맞지 않습니다: {reason}", f"Not valid Python: {reason}")
        if magic := _MAGIC.match(lines[line - 1]):
            message = _not_python(magic["magic"])
        raise Problem(message, file, line, cell.name) from None


def _not_python(magic: str) -> str:
    return say(
        f"{magic}: IPython의 매직입니다. 스니펫은 `python 파일`로도 실행되어야 하므로 파이썬으로 쓰세요.",
        f"{magic} is an IPython magic. A snippet must also run with `python FILE`: write it in Python.",
    )


def cell_at(snippet: Snippet, line: int) -> str:
    """Return the name of the cell that a line is in, or "" above the first."""
    return next((cell.name for cell in reversed(snippet.cells) if cell.line <= line), "")


def _headers(text: str) -> tuple[int, ...]:
    """Return the line numbers, from 0, of cell headers: comments, not similar lines in a string."""
    looking_so = tuple(number for number, line in enumerate(text.split("\n")) if HEADER.match(line))
    if not _CAN_GO_ON.search(text):
        return looking_so
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return looking_so
    return tuple(
        token.start[0] - 1
        for token in tokens
        if token.type == tokenize.COMMENT and HEADER.match(token.string) and HEADER.match(token.line)
    )


def _split(text: str, file: str) -> list[Cell]:
    cells: list[Cell] = []
    lines = text.split("\n")
    headers = _headers(text)
    before = lines[: headers[0]] if headers else lines
    for number, line in enumerate(before):
        if line.strip(_BLANKS):
            message = say(
                "첫 셀 앞에 코드가 있습니다. `# %% 이름`으로 셀을 시작하세요.",
                "There is code before the first cell. Begin a cell with `# %% name`.",
            )
            raise Problem(message, file, number + 1)
    for number, end in pairwise([*headers, len(lines)]):
        title = lines[number].split("%%", 1)[1]
        name = title.strip()
        if not lines[number].startswith("#"):
            message = say(
                "셀의 머리는 줄 처음에 써야 합니다.", "A cell header must start at the beginning of its line."
            )
            raise Problem(message, file, number + 1, name)
        if not CELL_NAME.fullmatch(name) or not title.startswith(" "):
            message = say(
                f"셀 이름 {name!r}은(는) 소문자와 숫자를 붙임표로 이은 것이어야 합니다.",
                f"The cell name {name!r} must be lower-case words joined by hyphens.",
            )
            raise Problem(message, file, number + 1)
        if name in (cell.name for cell in cells):
            message = say("이 셀 이름이 두 번 쓰였습니다.", "This cell name is used twice.")
            raise Problem(message, file, number + 1, name)
        body = lines[number + 1 : end]
        blank = next((i for i, line in enumerate(body) if line.strip(_BLANKS)), 0)
        cells.append(Cell(name, number + 2 + blank, "\n".join(body[blank:]).rstrip(_BLANKS)))
    return cells


def beside(snippet: Snippet) -> list[Path]:
    """Return the sibling files that a snippet imports or names, directly or indirectly, sorted.

    A file below data/ matches by its last part alone, since code may join paths: `DATA / "a.txt"`.
    """
    folder = snippet.path.parent
    found: set[Path] = set()
    codes: list[tuple[Path, str | bytes]] = [(folder, snippet.text)]
    with os.scandir(folder) as entries:
        here = {".", ".."} | {entry.name.casefold() for entry in entries}
    data: dict[str, list[Path]] = {}
    for path in (folder / DATA).rglob("*") if DATA in here else ():
        data.setdefault(path.name, []).append(path)
    while codes:
        place, code = codes.pop()
        for level, name in _named(code):
            *_, last = re.split(r"[/\\]", name)
            found.update(path for path in data.get(last, ()) if path.is_file())
            # Most names are not files here, and checking a set is faster than asking the file system.
            if not level and re.split(r"[/\\]", name, maxsplit=1)[0].casefold() not in here:
                continue
            path = [folder, place, *place.parents][: level + 1][-1] / name
            if path not in found and folder in path.parents and path.is_file():
                found.add(path)
                if path.suffix == ".py":
                    codes.append((path.parent, path.read_bytes()))
    return sorted(found - {snippet.path})


@lru_cache(maxsize=1024)  # scripts/serve.py checks it on every change
def _named(code: str | bytes) -> tuple[tuple[int, str], ...]:
    """Return the files that code may read: modules, their parent packages, and data.

    Each comes with the folder that it is relative to: 0 the snippet's, 1 the code's own, 2 its parent, ….
    """
    try:
        nodes = ast.walk(syntax_tree(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # running it reports the error
        return ()
    return tuple(dict.fromkeys(name for node in nodes for name in _named_by(node)))


def _named_by(node: ast.AST) -> Iterator[tuple[int, str]]:
    level, modules = 0, []
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        level = node.level
        modules = [".".join(filter(None, [node.module, alias.name])) for alias in node.names]
    elif isinstance(node, ast.Constant) and isinstance(name := node.value, str):
        yield from [(0, name)] if 0 < len(name) < 200 and "\0" not in name else []
    for module in modules:
        parts = module.split(".")
        for count in range(1, len(parts) + 1):
            yield level, "/".join(parts[:count]) + ".py"
            yield level, "/".join([*parts[:count], "__init__.py"])
