"""A build reads each file that people write once, and hands down what it has read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from literate.project import Project
from literate.reading.words import read_words

from tests.support.scratch import Scratch, change, write
from tests.support.two_editions import add_english

# Runs in every process of a build: writes down which of our modules opens which file of prose or settings.
WATCH = """
import os, pathlib, sys

def watch(event, arguments):
    if event != "open" or not isinstance(arguments[0], (str, os.PathLike)):
        return
    path = pathlib.PurePath(os.path.abspath(arguments[0]))
    is_watched = path.is_relative_to(ROOT / "docs") or path == ROOT / "mkdocs.yml"
    if is_watched and path.suffix in (".md", ".yml"):
        frame = sys._getframe(1)
        while frame and frame.f_globals.get("__name__", "").partition(".")[0] in ("pathlib", "codecs", "io"):
            frame = frame.f_back
        caller = frame.f_globals.get("__name__", "") if frame else ""
        os.write(LOG, f"{path.relative_to(ROOT).as_posix()}\\t{caller}\\n".encode())

ROOT = pathlib.PurePath(os.environ["WATCHED"])
LOG = os.open(os.environ["WATCHED"] + ".log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
sys.addaudithook(watch)
"""

GLOSSARY = """\
coin:
  ko: {term: 동전, definition: 앞과 뒤가 있는 것.}
  en: {term: coin, definition: What has two sides.}
"""
PAGE = "---\ntitle: 용어집\n---\n\n/// glossary\n///\n"
HOME = "---\ntitle: 처음\n---\n\n/// start\n///\n\n/// course\n///\n"


def test_a_build_opens_each_file_of_prose_settings_and_words_once(project: Scratch, tmp_path: Path) -> None:
    write(project.root / "docs" / "glossary.yml", GLOSSARY)
    for language in ("ko", "en"):
        write(project.root / "docs" / language / "glossary.md", PAGE)
    add_english(project)
    write(project.root / "docs" / "ko" / "index.md", HOME)
    write(tmp_path / "watch" / "sitecustomize.py", WATCH)
    watched = {"PYTHONPATH": str(tmp_path / "watch"), "WATCHED": str(project.root)}
    project.build_well("--frozen", "--no-strict", **watched)
    lines = [
        line.split("\t") for line in Path(f"{project.root}.log").read_text(encoding="utf-8").splitlines()
    ]
    docs = project.root / "docs"
    written = [project.root / "mkdocs.yml", *docs.rglob("*.md"), *docs.rglob("*.yml")]
    # MkDocs reads its settings itself, with each edition.
    ours = Counter(path for path, caller in lines if not caller.startswith("mkdocs."))
    assert ours == {path.relative_to(project.root).as_posix(): 1 for path in written}


def test_a_snapshot_stays_as_it_was_read_and_a_project_does_not(built: Project) -> None:
    snapshot = built.snapshot()
    before = read_words(snapshot, "ko")["language"]
    change(built.docs / "ko" / "words.yml", f"language: '{before}'", "language: 다른 말")
    assert read_words(snapshot, "ko")["language"] == before
    assert read_words(built, "ko")["language"] == "다른 말"
    assert read_words(built.snapshot(), "ko")["language"] == "다른 말"
