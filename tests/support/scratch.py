"""Whole projects to try the commands on, and the commands run in them as their users run them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import psutil

MAIN = Path(__file__).resolve().parents[2]
KOREAN, ENGLISH = "ko_KR.UTF-8", "C.UTF-8"
# Seconds after which what a test only needs counts as hanging; what it asserts has limits of its own.
PATIENCE = 300.0


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

    Every process that its commands start carries `mark` in its environment. Builds make notebooks, and
    pages that run cells, only where a test is about them: these take a second to import, and a download.
    """

    root: Path
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    notebooks: bool = False
    runs: bool = False

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
        """Return the environment of a user with a locale, and with nothing else set for us but the date."""
        dropped = {"SITE_URL", "GITHUB_REPOSITORY", "NO_MKDOCS_2_WARNING", "PYTHONPATH"}
        dropped |= {"LANG", "LC_MESSAGES", "LANGUAGE", "CI", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        # Two recordings of one lesson are compared, which a midnight must not come between.
        return kept | {"LC_ALL": locale, "SCRATCH_MARK": self.mark, "SOURCE_DATE_EPOCH": "0"} | extra

    def command(self, script: str, *arguments: str) -> list[str]:
        """Return a command line; its Python is the bare one, which has no packages."""
        python: str = getattr(sys, "_base_executable", sys.executable)
        without = ["--no-notebooks"] if script == "build.py" and not self.notebooks else []
        without += ["--no-run"] if script in ("build.py", "serve.py") and not self.runs else []
        return [python, str(self.root / "scripts" / script), *without, *arguments]

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
        out, err = process.communicate(timeout=PATIENCE)
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
        for process in psutil.process_iter():
            # Others' processes cannot be read, and some end meanwhile.
            with contextlib.suppress(psutil.Error, OSError):
                if process.environ().get("SCRATCH_MARK") == self.mark:
                    found[process.pid] = " ".join(process.cmdline())
        return found

    def has_lessons_at_work(self, count: int = 1) -> bool:
        """Whether so many lessons are at a cell that has made a file named `here` in the lesson's folder."""
        folders = set()
        for number in self.processes():
            with contextlib.suppress(OSError):
                folders.add(Path(f"/proc/{number}/cwd").readlink())
        return sum((folder / "here").exists() for folder in folders) == count

    def kill_everything(self) -> None:
        for number in self.processes():
            with contextlib.suppress(psutil.Error):
                psutil.Process(number).kill()


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


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Look again and again until something holds; return whether it came to hold in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
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


def write(path: Path, text: str) -> None:
    """Write a file, and make the folders in which it lies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make_project(root: Path, navigation: str, files: Mapping[str, str]) -> Scratch:
    """Make a project of this one's scripts, theme and settings, and of other pages and snippets."""
    project = _take(
        root, "scripts", "docs/theme", "docs/styles", "docs/ko/words.yml", "mkdocs.yml", "requirements.txt"
    )
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings, found = re.subn(r"^nav:\n(?:[ \t].*\n|\n)*", navigation, settings, flags=re.MULTILINE)
    assert found == 1, "mkdocs.yml has no nav"
    for name, text in {"mkdocs.yml": settings, **files}.items():
        write(root / name, text)
    return project


def copy_of_this_project(root: Path, *also: str, notebooks: bool = False, runs: bool = False) -> Scratch:
    """Copy this project with its pages, snippets and recordings, and with what else is named; never built."""
    project = _take(root, "scripts", "docs", "snippets", "mkdocs.yml", "requirements.txt", *also)
    return replace(project, notebooks=notebooks, runs=runs)


def copy_of(project: Scratch, root: Path) -> Scratch:
    """Copy a project with all that it has built."""
    shutil.copytree(project.root, root, symlinks=True, copy_function=shutil.copy2)
    return Scratch(root)


def _take(root: Path, *names: str) -> Scratch:
    """Make a project of some of this one's folders and files, and with its environment."""
    for name in names:
        if (MAIN / name).is_dir():
            left_out = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            shutil.copytree(MAIN / name, root / name, ignore=left_out)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(MAIN / name, root / name)
    (root / ".venv").symlink_to(MAIN / ".venv", target_is_directory=True)
    return Scratch(root)
