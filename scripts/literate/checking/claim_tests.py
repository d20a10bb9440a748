"""Judge the claims in tests/lessons, and report each claim that does not hold or was not judged."""

from __future__ import annotations

import ast
import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..files.texts import read_utf8
from ..messages import Problem, say
from ..project import Project
from ..running.supervisor import Outcome, fixed_environment
from .claim_run import CLAIMS, PASSED, RESULT, Ending, Judgement
from .latex import expressions

_KOREAN = {
    "skipped": "건너뜀",
    "not run": "실행되지 않음",
    "not collected": "모으지 못함",
    "deselected": "빠짐",
}


class Judging:
    """Judges a project's claims in a separate process, which starts at once.

    Arguments:
        project: the project.
        seconds: the time limit.
        lessons: judge only the claims about these lessons; all claims if empty.
    """

    def __init__(self, project: Project, seconds: float, lessons: Sequence[str] = ()) -> None:
        self._seconds = seconds
        self._folder = tempfile.TemporaryDirectory(prefix="claims-", ignore_cleanup_errors=True)
        self._place = Path(self._folder.name)
        self._log = self._place / "log"
        command = [sys.executable, "-m", f"{__package__}.claim_run", str(self._place), *lessons]
        with self._log.open("wb") as log, fixed_environment():
            self._process = subprocess.Popen(
                command,
                cwd=project.root,
                env=os.environ | {"PYTEST_ADDOPTS": ""},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> Judging:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()

    def give(self, lesson: str, outcome: Outcome) -> None:
        """Pass on the outcome of a lesson, and all formulas read so far; claims look at its first run."""
        path = self._place / lesson
        if self._process.stdin is None or isinstance(outcome, Problem) or path.exists():
            return
        path.write_bytes(pickle.dumps((outcome, dict(expressions))))
        # If the process has ended, `problems` reports that.
        with contextlib.suppress(OSError):
            self._process.stdin.write(f"{lesson}\n".encode())
            self._process.stdin.flush()

    def problems(self) -> list[Problem]:
        """Wait for the process, and return a problem for each claim that did not pass, and for a crash."""
        try:
            code = self._process.wait(self._seconds)
            judgement = Judgement.read(self._place / RESULT)
        except subprocess.TimeoutExpired:
            late = f"{self._seconds:.0f}"
            message = say(
                f"주장을 {late}초 안에 다 확인하지 못했습니다.",
                f"The claims were not judged within {late} s.",
            )
        except (OSError, ValueError, KeyError, TypeError):
            message = say(
                f"주장을 확인하던 프로세스가 결과를 남기지 않고 끝났습니다(종료 코드 {code}).",
                f"The process that judges the claims ended without writing a result (exit code {code}).",
            )
        else:
            return unproven(judgement)
        return [Problem(message, CLAIMS, detail=self._log.read_text(encoding="utf-8", errors="replace"))]


def unproven(judgement: Judgement) -> list[Problem]:
    """Return a problem for each claim that did not pass or is missing, and if there are no claims."""
    found = [_problem(ending) for ending in judgement.endings if ending.how != PASSED]
    if not judgement.endings:
        found.append(Problem(say("확인할 주장이 없습니다.", "There are no claims to judge."), CLAIMS))
    elif judgement.exit_code and not found:
        code = judgement.exit_code
        message = say(
            f"pytest가 주장을 다 확인하지 않고 끝났습니다(종료 코드 {code}).",
            f"pytest did not finish judging the claims (exit code {code}).",
        )
        found.append(Problem(message, CLAIMS))
    return [*found, *judgement.problems]


def _problem(ending: Ending) -> Problem:
    if ending.how == "failed":
        message = say("주장이 맞지 않습니다.", "A claim does not hold.")
    else:
        korean = _KOREAN.get(ending.how, ending.how)
        message = say(f"주장을 확인하지 못했습니다({korean}).", f"A claim was not judged ({ending.how}).")
    places = dict.fromkeys(str(fact) for fact in ending.facts if fact.name)
    lines = [ending.claim, *ending.reason.splitlines(), *places]
    return Problem(
        message, ending.claim.split("::")[0], ending.line, detail="\n".join(f"  {line}" for line in lines)
    )


def claimed_formulas(folder: Path, function: str = "formula") -> set[tuple[str, ...]]:
    """Return the arguments of each call of `formula` or `inline` in the tests in a folder.

    An argument that is neither a text nor a name for one in the file is "".

    Raises:
        Problem: a file is not UTF-8 or not Python.
    """
    files = {path: f"{CLAIMS}/{path.relative_to(folder).as_posix()}" for path in sorted(folder.rglob("*.py"))}
    return {
        call
        for path, file in files.items()
        for name, call in _calls_in(read_utf8(path, file), file)
        if name == function
    }


def parsed(text: str, file: str) -> ast.Module:
    """Return the syntax tree of a file of claims.

    Raises:
        Problem: it is not Python.
    """
    try:
        return ast.parse(text)
    except SyntaxError as error:
        message = f"파이썬 문법에 맞지 않습니다: {error.msg}"
        raise Problem(say(message, f"Not valid Python: {error.msg}"), file, error.lineno or 0) from None


@cache
def _calls_in(test: str, file: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the functions that a test file calls by their names, each with its arguments."""
    tree = parsed(test, file)
    texts: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            pairs = (
                (target.elts, value.elts)
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
                else ([target], [value])
            )
            texts |= {one.id: other for one, other in zip(*pairs, strict=False) if isinstance(one, ast.Name)}

    def text(node: ast.expr) -> str:
        node = texts.get(node.id, node) if isinstance(node, ast.Name) else node
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

    return [
        (call.func.id, tuple(text(one) for one in call.args))
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    ]
