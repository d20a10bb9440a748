"""Find earlier versions of the sections of originals and translations in git's history."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..messages import Problem, say
from ..reading.pages import parse_page
from ..reading.sections import Section, divide

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Version:
    """A section at a commit; the date is formatted as YYYY-MM-DD."""

    section: Section
    commit: str
    date: str


def find_versions(root: Path, file: str, wanted: Mapping[str, str]) -> dict[str, Version]:
    """Return the newest versions of sections with given digests.

    Arguments:
        root: the project, a git checkout.
        file: the page, relative to the root.
        wanted: the sections' digests, as a translation records them, by the sections' ids.

    Raises:
        Problem: git, its history, or a wanted version is missing.
    """
    found: dict[str, Version] = {}
    for commit, date, text in _versions(root, file) if wanted else ():
        try:
            sections = divide(parse_page(text, file), text).sections
        except Problem:
            continue  # nobody could translate a version that did not build
        for name in wanted.keys() & sections.keys() - found.keys():
            if sections[name].digest == wanted[name]:
                found[name] = Version(sections[name], commit, date)
        if len(found) == len(wanted):
            break
    missing = [name for name in wanted if name not in found]
    if missing:
        raise _not_found(root, file, missing)
    return found


def translated_before(
    root: Path, original: str, translation: str, wanted: Mapping[str, str]
) -> dict[str, Section]:
    """Return sections of a translation as they last were while the original's had given digests.

    Arguments:
        root: the project, a git checkout.
        original, translation: both pages, relative to the root.
        wanted: the digests of the original's sections, by the sections' ids.

    Returns:
        The sections by id, without those that no commit has beside that original.

    Raises:
        Problem: git or its history is missing.
    """
    found: dict[str, Section] = {}
    for commit, _, text in _versions(root, translation) if wanted else ():
        try:
            source = _git(root, "show", f"{commit}:./{original}")
            ours, theirs = (divide(parse_page(one, ""), one).sections for one in (source, text))
        except Problem:
            continue  # the original had another name, or one of the pages did not build
        for name in wanted.keys() & ours.keys() & theirs.keys() - found.keys():
            if ours[name].digest == wanted[name]:
                found[name] = theirs[name]
        if len(found) == len(wanted):
            break
    return found


def _not_found(root: Path, file: str, names: list[str]) -> Problem:
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        message = say(
            "이 저장소에는 최근 이력만 있어 번역할 때의 원문을 찾지 못했습니다. "
            "`git fetch --unshallow`로 모든 이력을 받아 주세요.",
            "This clone is shallow; the translated version of the original is missing. "
            "Fetch the whole history with `git fetch --unshallow`.",
        )
    else:
        message = say(
            "번역할 때의 원문이 이력에 없습니다. 지금의 원문과 견주어 주세요.",
            "The git history does not contain the translated version of the original. "
            "Compare with the current original.",
        )
    return Problem(f"{', '.join(names)}: {message}", file)


def _versions(root: Path, file: str) -> Iterator[tuple[str, str, str]]:
    """Yield (commit, date, text) of a file, newest first, through renames."""
    log = _git(root, "log", "--follow", "--format=%x00%h %as", "--name-only", "--", file)
    for entry in log.split("\0")[1:]:
        head, *names = [line for line in entry.split("\n") if line]
        commit, date = head.split(" ")
        try:
            yield commit, date, _git(root, "show", f"{commit}:{names[-1] if names else f'./{file}'}")
        except Problem:
            continue  # the commit that removed the file


def _git(root: Path, *arguments: str) -> str:
    program = shutil.which("git")
    if program is None:
        raise Problem(say("git이 설치되어 있지 않습니다.", "git is not installed."))
    # Do not depend on the user's git settings.
    settings = ("core.quotepath=false", "log.showSignature=false", "log.showRoot=true", "diff.relative=false")
    command = [program, *(part for setting in settings for part in ("-c", setting)), *arguments]
    done = subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        message = say("git 이력을 읽지 못했습니다.", "The git history cannot be read.")
        raise Problem(message, detail=done.stderr)
    return done.stdout


def marked_words(old: str, new: str) -> str:
    """Return a text with removed and added words marked like `git diff --word-diff`: `[-old-]{+new+}`."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    parts = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            parts.append(gone)
        else:
            parts += [_marked(gone, "[-{}-]"), _marked(come, "{{+{}+}}")]
    return "".join(parts)


def _marked(text: str, form: str) -> str:
    """Return a text with each of its paragraphs marked, because unmarked paragraphs may be hidden."""
    return "\n\n".join(form.format(part) if part else "" for part in text.split("\n\n"))
