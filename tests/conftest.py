"""Whole projects to try the commands on, and the commands run in them as their users run them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

MAIN = Path(__file__).resolve().parents[1]
KOREAN, ENGLISH = "ko_KR.UTF-8", "C.UTF-8"

TEN_HEIGHTS = """\
# %% imports
import matplotlib.pyplot as plt
import numpy as np

# %% heights
heights = np.array([164.25, 168.5, 171.75])
print(f"lowest {heights.min():.2f}")
heights

# %% mean
mean = heights.mean()
print(f"mean {mean:.4f}")

# %% spread
spread = float(np.ptp(heights))
spread

# %% curve
figure, axis = plt.subplots()
axis.plot(heights, color="C0")
axis.set(title=f"Mean {mean:.4f}")
plt.show()

# %% scaled
scaled = (heights - mean) / spread
print(scaled.round(4))
"""

TEN_HEIGHTS_PAGE = """\
---
title: 키
snippets: ten_heights.py
requires: [fair-coins]
minutes: 5
---

키를 쟀습니다. 동전 이야기는 [다른 과](fair-coins.md#expected-share)에 있습니다.

## 데이터 {#data}

/// cell | imports
///

/// cell | heights
///

가장 작은 키는 {{ heights.min():.2f }}입니다.

/// cell | mean
///

평균은 {{ mean:.4f }}입니다.

/// cell | spread
///

가장 큰 키와 가장 작은 키의 차이는 {{ spread:.3f }}입니다.

/// cell | curve
    alt: 평균 {{ mean:.4f }} 둘레의 꺾은선

키 세 개, 평균 {{ mean:.4f }}
///

## 눈금 {#scale}

/// cell | scaled
///

첫째 값은 {{ scaled[0]:.4f }}이고, [데이터](#data)에서 나왔습니다.
"""

FAIR_COINS = """\
# %% tosses
tosses = [1, 0, 1, 1]
print(f"{len(tosses)} tosses")

# %% share
share = sum(tosses) / len(tosses)
print(f"share {share:.3f}")
"""

FAIR_COINS_PAGE = """\
---
title: 동전
snippets: fair_coins.py
---

동전을 던졌습니다.

/// cell | tosses
///

## 기대 {#expected-share}

/// cell | share
///

앞면의 비율은 {{ share:.3f }}입니다.
"""

INDEX_PAGE = """\
---
title: 처음
---

[키](lessons/ten-heights.md)와 [동전](lessons/fair-coins.md)을 배웁니다.
"""

NAVIGATION = """\
nav:
  - 처음: index.md
  - 키: lessons/ten-heights.md
  - 동전: lessons/fair-coins.md

"""


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def progress(self) -> list[str]:
        """The lines of progress, without their seconds."""
        lines = [line for line in self.out.splitlines() if re.match(r"[a-z0-9-]+: ", line)]
        return [re.sub(r" \d+\.\d s$", "", line) for line in lines]


@dataclass(frozen=True)
class Scratch:
    """A project of its own in a temporary folder; its commands find their environment up to date.

    Every process that its commands start carries `mark` in its environment.
    """

    root: Path
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def recorded(self) -> Path:
        return self.root / "snippets" / "recorded"

    @property
    def heights(self) -> Path:
        return self.root / "snippets" / "ten_heights.py"

    @property
    def coins(self) -> Path:
        return self.root / "snippets" / "fair_coins.py"

    @property
    def heights_page(self) -> Path:
        return self.root / "docs" / "ko" / "lessons" / "ten-heights.md"

    @property
    def coins_page(self) -> Path:
        return self.root / "docs" / "ko" / "lessons" / "fair-coins.md"

    def environment(self, locale: str = ENGLISH, **extra: str) -> dict[str, str]:
        """Return the environment of a user with a locale, and with nothing else set for us."""
        dropped = {"SITE_URL", "GITHUB_REPOSITORY", "SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING", "PYTHONPATH"}
        dropped |= {"LANG", "LC_MESSAGES", "LANGUAGE", "CI", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return kept | {"LC_ALL": locale, "SCRATCH_MARK": self.mark} | extra

    def command(self, script: str, *arguments: str) -> list[str]:
        """Return a command line; its Python is the bare one, which has no packages."""
        python: str = getattr(sys, "_base_executable", sys.executable)
        return [python, str(self.root / "scripts" / script), *arguments]

    def start(
        self, *arguments: str, script: str = "build.py", locale: str = ENGLISH, **extra: str
    ) -> subprocess.Popen[str]:
        """Start a command, in a process group of its own, as a terminal does."""
        return subprocess.Popen(
            self.command(script, *arguments),
            cwd=self.root,
            env=self.environment(locale, **extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,
        )

    def build(self, *arguments: str, locale: str = ENGLISH, **extra: str) -> Run:
        """Run scripts/build.py to its end."""
        process = self.start(*arguments, locale=locale, **extra)
        out, err = process.communicate(timeout=60)
        return Run(process.returncode, out, err)

    def build_well(self, *arguments: str, locale: str = ENGLISH, **extra: str) -> Run:
        """Run scripts/build.py, which must succeed."""
        run = self.build(*arguments, locale=locale, **extra)
        assert run.code == 0, run.out + run.err
        return run

    def page(self, lesson: str) -> str:
        """Return a published page's HTML."""
        return (self.site / "lessons" / lesson / "index.html").read_text(encoding="utf-8")

    def standing(self) -> dict[str, tuple[str, int]]:
        """Return what is published and recorded: a digest and a time for each file."""
        return {
            name: (digest, (self.root / name).stat().st_mtime_ns)
            for name, digest in contents(self.root, "site", "snippets/recorded").items()
        }

    def processes(self) -> dict[int, str]:
        """Return the processes that this project's commands started and that still run."""
        found = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    if self.mark.encode() in (folder / "environ").read_bytes():
                        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                        found[int(folder.name)] = command.decode(errors="replace")
                except OSError:
                    continue
        return found

    def kill_everything(self) -> None:
        for number in self.processes():
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue


def contents(root: Path, *folders: str) -> dict[str, str]:
    """Return a digest of every file in some folders, by path below the root."""
    paths = [path for folder in folders for path in sorted((root / folder).rglob("*")) if path.is_file()]
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """Return the number of the only line of a file that holds a text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if text in line]
    assert len(found) == 1, f"{path.name} has {text!r} in lines {found}"
    return found[0]


def wait_until(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Look again and again until something holds; return whether it came to hold in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return holds()


class _Words(HTMLParser):
    """Collects what a reader sees of a page or hears read out: text, figures' text and descriptions."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        self.words += [value or "" for name, value in attrs if name in ("aria-label", "alt", "title")]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def seen(html: str) -> str:
    """Return all that a reader sees or hears of a page's main part."""
    parser = _Words()
    parser.feed(html[html.index("<article") : html.index("</article>")])
    return " ".join(" ".join(parser.words).split())


def sabotage(folder: Path, *packages: str) -> str:
    """Make packages that cannot be imported, and return the PYTHONPATH that puts them first."""
    for package in packages:
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").write_text(f"raise RuntimeError('{package} is sabotaged')\n")
    return str(folder)


def make_project(root: Path, files: Mapping[str, str]) -> Scratch:
    """Make a project of this one's scripts, theme and settings, and of other pages and snippets."""
    root.mkdir(parents=True)
    shutil.copytree(MAIN / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(MAIN / "docs" / "theme", root / "docs" / "theme")
    shutil.copy2(MAIN / "requirements.txt", root / "requirements.txt")
    (root / ".venv").symlink_to(MAIN / ".venv")
    settings = (MAIN / "mkdocs.yml").read_text(encoding="utf-8")
    settings, found = re.subn(r"^nav:\n(?:[ \t].*\n|\n)*", NAVIGATION, settings, flags=re.MULTILINE)
    assert found == 1, "mkdocs.yml has no nav"
    words = (MAIN / "docs" / "ko" / "words.yml").read_text(encoding="utf-8")
    for name, text in {"mkdocs.yml": settings, "docs/ko/words.yml": words, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Scratch(root)


def _copy(built: Scratch, root: Path) -> Scratch:
    shutil.copytree(built.root, root, symlinks=True, copy_function=shutil.copy2)
    return Scratch(root)


@pytest.fixture(scope="session")
def unbuilt_project(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A project with two lessons that was never built. Not to be changed: shared by all tests."""
    files = {
        "docs/ko/index.md": INDEX_PAGE,
        "docs/ko/lessons/ten-heights.md": TEN_HEIGHTS_PAGE,
        "docs/ko/lessons/fair-coins.md": FAIR_COINS_PAGE,
        "snippets/ten_heights.py": TEN_HEIGHTS,
        "snippets/fair_coins.py": FAIR_COINS,
    }
    return make_project(tmp_path_factory.mktemp("unbuilt").resolve() / "project", files)


@pytest.fixture(scope="session")
def built_project(unbuilt_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """The same project, built once. Not to be changed: shared by all tests."""
    project = _copy(unbuilt_project, tmp_path_factory.mktemp("built").resolve() / "project")
    project.build_well()
    return project


@pytest.fixture
def from_nothing(unbuilt_project: Scratch, tmp_path: Path) -> Iterator[Scratch]:
    """A project with two lessons that was never built, to do anything with."""
    project = _copy(unbuilt_project, tmp_path.resolve() / "project")
    yield project
    project.kill_everything()


@pytest.fixture
def project(built_project: Scratch, tmp_path: Path) -> Iterator[Scratch]:
    """A project with two lessons that was built and published, to do anything with."""
    project = _copy(built_project, tmp_path.resolve() / "project")
    yield project
    project.kill_everything()


@pytest.fixture(scope="module")
def module_project(built_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """A built project that the tests of one module share."""
    project = _copy(built_project, tmp_path_factory.mktemp("module").resolve() / "project")
    yield project
    project.kill_everything()
