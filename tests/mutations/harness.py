"""Make a mistake in a copy of the project, and see what the check finds there."""

from __future__ import annotations

import importlib.util
import inspect
import json
import multiprocessing
import os
import re
import shutil
import signal
import traceback
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from literate import checking, claims, recording
from literate.cells import prose
from literate.claim_tests import concerned
from literate.drift import drift
from literate.lessons import Pages, Source, find_sources, lesson_name, read_language, read_pages
from literate.messages import Problem, Problems
from literate.pages import Page
from literate.project import Project
from literate.recording import CellRecord, Recording, read_recording
from literate.sitecheck import check_site
from literate.translating import Translation
from literate.translation_checks import disparities
from literate.weave import Lesson, weave
from literate.words import read_words

from tests.mutations.mutation import Mutation
from tests.mutations.site import SITE_PAGE

MAIN = Path(__file__).resolve().parents[2]
PATIENCE = 5  # seconds of computing for a snippet that a mistake may have made endless
WORKERS = 2
UNMUTATED = Mutation("nothing", "", "")
_READS_PAGES = re.compile(r"\bformula\(|\bpage\.(says|page)\b")

Finding = tuple[str, str]
_prose = lru_cache(maxsize=4)(prose)


@dataclass(frozen=True)
class Verdict:
    """What was found of one mutation: (kind, problem) pairs."""

    mutation: Mutation
    findings: list[Finding]

    @property
    def is_caught(self) -> bool:
        return any(kind == self.mutation.caught_by for kind, _ in self.findings)

    @property
    def is_named(self) -> bool:
        """Whether a problem says where: the line of a page or snippet, the recording, or the formula."""
        place = r"(snippets|docs)/[\w/.-]+:\d+: |snippets/recorded/[\w/.-]+|site/index.html|\bformula [a-z-]+"
        return any(re.search(place, problem) for _, problem in self.findings)


# A copy of the project to make mistakes in


def copy_project(root: Path) -> Project:
    for folder in ("docs", "snippets", "tests/lessons"):
        shutil.copytree(MAIN / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(MAIN / "mkdocs.yml", root)
    shutil.rmtree(root / "docs" / "en" / "lessons")
    translate(root / "docs" / "ko" / "lessons", root / "docs" / "en" / "lessons")
    translation = Translation(Project(root, ("ko", "en")), "en")
    for path in translation.pages:
        if path.parts[0] == "lessons":
            translation.done(path, [])
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text(SITE_PAGE, encoding="utf-8")
    return Project(root, ("ko", "en"))


def translate(korean: Path, english: Path) -> None:
    """Translate by the shortest dictionary there is; a translation has the original's HTML."""
    english.mkdir(parents=True)
    for page in korean.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        text = re.sub("(<[^<>]*>)|[가-힣]+", lambda match: match[1] or "word", text)
        (english / page.name).write_text(text, encoding="utf-8")


def apply(mutation: Mutation, root: Path) -> None:
    """Make a mistake.

    Raises:
        ValueError: the old text is not there as often as the mutation says.
    """
    if mutation.is_removed:
        (root / mutation.file).unlink()
    for swapped in mutation.swapped_with:
        one, other = root / mutation.file, root / swapped
        texts = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
        one.write_text(texts[1], encoding="utf-8")
        other.write_text(texts[0], encoding="utf-8")
    for old, new in mutation.edits:
        path = root / mutation.file
        pieces = path.read_text(encoding="utf-8").split(old)
        if len(pieces) - 1 != mutation.of:
            raise ValueError(f"{mutation.name}: {len(pieces) - 1} times in {mutation.file}: {old}")
        before, after = old.join(pieces[: mutation.nth]), old.join(pieces[mutation.nth :])
        path.write_text(before + new + after, encoding="utf-8")
    if mutation.is_forged:
        forge(root / mutation.file)


def forge(output: Path) -> None:
    """Make a recording's index agree with an output that was changed by hand."""
    index = output.parent / recording.INDEX
    head = json.loads(index.read_text(encoding="utf-8"))
    for outputs in head["cells"].values():
        for kind in ("text", "figures"):
            for name in outputs.get(kind, {}):
                content = (output.parent / name).read_text(encoding="utf-8")
                outputs[kind][name] = recording._digest(content)
    index.write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# The check, without what takes long: no figure is drawn as SVG, no site is rendered


def findings(project: Project, mutation: Mutation) -> list[Finding]:
    """Return what the check finds in a project, by the kind of check that finds it."""
    found: list[Finding] = []

    def note(kind: str, look: Callable[[], list[Problem]]) -> None:
        try:
            found.extend((kind, str(problem)) for problem in look())
        except Problem as problem:
            found.append((kind, str(problem)))
        except Problems as several:
            found.extend((kind, str(problem)) for problem in several.problems)

    if mutation.file.startswith("site/"):
        note("site", lambda: check_site(project.site))
        return found
    try:
        pages = read_pages(project)
        own: Pages = {path: page for path, page in pages.items() if path.parts[0] == "ko"}
        sources = find_sources(project, own)
    except (Problem, Problems) as problem:
        return [("read", str(problem))]
    # A page that was mutated was not translated since, so comparing it would prove nothing.
    if mutation.file.startswith("docs/en/") or not mutation.file:
        note("parity", lambda: disparities(*(read_language(project, one) for one in project.languages)))
    if mutation.file.startswith("docs/en/"):
        return found
    if mutation.file.startswith("snippets/recorded/") or not mutation.is_built or not mutation.file:
        note("recording", lambda: differences(project, own, sources))
    if mutation.file.startswith("snippets/recorded/") or not mutation.is_built:
        return found
    if not mutation.file:
        note("site", lambda: check_site(project.site))
    note("prose", lambda: [one for source in sources.values() for one in _prose(source.snippet)])
    note("cells", lambda: checking.out_of_order(own, sources))
    note("numbers", lambda: checking.numbers(own, sources))
    note("names", lambda: checking.unclaimed(project, pages))
    try:
        note("run", lambda: woven(project, own, sources))
    except Exception as error:
        found.append(("run", raised(error, project)))
    if not any(kind == "run" for kind, _ in found):
        found += failing_claims(project, mutation)
    return found


def run(page: Page, source: Source, drawn: dict[str, CellRecord]) -> dict[str, CellRecord]:
    """Return what running a lesson gives, by cell; no figure is drawn as SVG, so those drawn before stay."""
    shown = claims.shown(source.snippet.path.name)
    records = {}
    for cell in source.snippet.names:
        figures = [*drawn.get(cell, CellRecord()).figures, *["<svg></svg>"] * len(shown.figures[cell])]
        records[cell] = CellRecord(shown.printed[cell], "", figures[: len(shown.figures[cell])])
    said = {cell: iter(values) for cell, values in shown.said.items()}
    for cell, expression in page.expressions():
        records[cell].values[expression.key] = next(said[cell])
    return records


def woven(project: Project, pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Run the snippets, and weave the pages with what they give."""
    words = read_words(project, "ko")
    for path, page in pages.items():
        if source := sources.get(lesson_name(path)):
            weave(page, Lesson(source.snippet, Recording("", {}, run(page, source, {}))), words, {})
    return []


def raised(error: Exception, project: Project) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/snippets/" in frame.filename]
    places = [
        f"{Path(frame.filename).relative_to(project.root).as_posix()}:{frame.lineno}" for frame in frames
    ]
    return f"{(places or ['?'])[-1]}: {type(error).__name__}: {error}"


def differences(project: Project, pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Compare the recordings with a run; figures with those that the unmutated project has recorded."""
    found = []
    for path, page in pages.items():
        if source := sources.get(lesson_name(path)):
            folder = project.recorded / source.name
            drawn = read_recording(MAIN / "snippets" / "recorded" / source.name).cells
            recorded = read_recording(folder, project.name(folder))
            found += drift(source, recorded, run(page, source, drawn), project.root / "drift")
    return found


def failing_claims(project: Project, mutation: Mutation) -> list[Finding]:
    """Run the claims of the lesson concerned until one fails, and return it."""
    lesson = PurePosixPath(mutation.file).stem.replace("-", "_")
    for file in sorted((project.root / "tests" / "lessons").glob(f"test_{lesson}*.py")):
        for name, function, values in claims_in(file):
            # What a page says concerns only those claims that read pages.
            if mutation.file.startswith("docs/") and not _READS_PAGES.search(inspect.getsource(function)):
                continue
            try:
                function(*values)
            except Exception as error:
                kind = "values" if "values_in_the_sentences" in name else "claims"
                about = concerned(file, name, project.snippets)
                return [(kind, "\n".join([f"tests/lessons/{file.name}::{name}", f"{error}", *about]))]
    return []


def claims_in(file: Path) -> Iterator[tuple[str, types.FunctionType, tuple[object, ...]]]:
    """Yield the tests of a file, once for each set of parameters, as pytest would run them."""
    spec = importlib.util.spec_from_file_location(f"mutated_{file.stem}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, function in list(vars(module).items()):
        if name.startswith("test_") and isinstance(function, types.FunctionType):
            marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
            for values in marks[0].args[1] if marks else [()]:
                yield name, function, values


# The run


def _prepare(folder: Path) -> None:
    """Get a worker ready: a copy of the project, and all that is slow the first time."""
    import torch

    torch.set_num_threads(1)
    os.environ["LC_ALL"] = "C.UTF-8"
    root = folder / str(os.getpid())
    claims.project = Project(root)
    _copies.append(copy_project(root))
    findings(_copies[0], UNMUTATED)

    def stop(*_: object) -> None:
        raise TimeoutError(f"did not end within {PATIENCE} s")

    signal.signal(signal.SIGVTALRM, stop)


_copies: list[Project] = []


def judge(mutation: Mutation) -> Verdict:
    """Apply a mutation to this worker's copy, check that, and undo the mutation."""
    import matplotlib.pyplot
    import numpy

    project = _copies[0]
    files = [project.root / name for name in (mutation.file, *mutation.swapped_with) if name]
    files += [file.parent / recording.INDEX for file in files if mutation.is_forged]
    before = {file: file.read_bytes() for file in files}
    numpy.set_printoptions(precision=8)
    warnings.simplefilter("ignore")
    claims.forget()
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        apply(mutation, project.root)
        found = findings(project, mutation)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        matplotlib.pyplot.close("all")
        for file, content in before.items():
            file.write_bytes(content)
    return Verdict(mutation, found)


def judge_all(mutations: Iterable[Mutation], folder: Path) -> list[Verdict]:
    """Judge mutations, each in one of several copies of the project."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, context, _prepare, (folder,)) as pool:
        return list(pool.map(judge, mutations))
