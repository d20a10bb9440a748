"""Every package is pinned, and can be installed with the oldest Python that the README promises."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from literate import OLDEST_PYTHON
from literate.environment import ROOT
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

OLDEST = ".".join(map(str, OLDEST_PYTHON))
REQUIRED, CONSTRAINTS = (
    {
        str(canonicalize_name(name)): version
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    }
    for file in ("requirements.txt", "scripts/constraints.txt")
)
PINS: dict[str, str] = REQUIRED | CONSTRAINTS
# What nothing needs on some systems, or with newer versions of Python
ELSEWHERE = {"appnope"} if sys.version_info < (3, 12) else {"appnope", "importlib-metadata", "zipp"}
# A build of PyTorch that setup takes only where it cannot reach the one without CUDA brings these.
OF_CUDA = ("cuda-", "nvidia-", "triton")
SYSTEMS = [("linux", "Linux", "posix"), ("darwin", "Darwin", "posix"), ("win32", "Windows", "nt")]
HERE = {name: str(value) for name, value in default_environment().items()}
PLACES = [
    {**HERE, "sys_platform": platform, "platform_system": system, "os_name": name}
    | {"python_version": python, "python_full_version": f"{python}.0"}
    for platform, system, name in SYSTEMS
    for python in (OLDEST, "3.12", "3.13")
]


def brought_along(name: str, extras: frozenset[str]) -> list[Requirement]:
    """Return what an installed distribution requires, on any system and Python that we promise."""
    try:
        requirements = map(Requirement, distribution(name).requires or [])
    except PackageNotFoundError:
        assert name in ELSEWHERE, f"{name} is not installed"
        return []
    return [
        one
        for one in requirements
        if one.marker is None
        or any(one.marker.evaluate({**place, "extra": extra}) for place in PLACES for extra in extras | {""})
    ]


def test_what_the_requirements_bring_along_is_pinned_and_nothing_else() -> None:
    seen: set[str] = set()
    waiting = [(name, frozenset[str]()) for name in REQUIRED]
    done = set()
    while waiting:
        if (one := waiting.pop()) in done:
            continue
        done.add(one)
        seen.add(one[0])
        for requirement in brought_along(*one):
            name = canonicalize_name(requirement.name)
            if not name.startswith(OF_CUDA):
                assert name in PINS, f"{one[0]} brings {requirement}, which is not pinned"
                assert PINS[name] in requirement.specifier, f"{one[0]} needs {requirement}"
                waiting.append((name, frozenset(requirement.extras)))
    assert set(PINS) - ELSEWHERE <= seen <= set(PINS)


@pytest.mark.parametrize("name", sorted(set(PINS) - ELSEWHERE))
def test_a_pinned_version_is_installed_and_allows_the_oldest_python(name: str) -> None:
    found = distribution(name)
    assert found.version.partition("+")[0] == PINS[name]
    allowed = str(found.metadata.json.get("requires_python", ""))
    assert f"{OLDEST}.0" in SpecifierSet(allowed), f"{name} needs Python {allowed}"


@pytest.mark.parametrize(
    ("file", "promises"), [("README.md", 1), ("README.en.md", 1), ("CONTRIBUTING.md", 2)]
)
def test_the_oldest_python_is_the_one_promised(file: str, promises: int) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.findall(r"Python (\S+) (?:이상|or newer)", text) == [OLDEST] * promises
