"""The check of a copy of the project, by its own path, without what takes long.

A lesson runs again only when it was changed, claims are judged in this process and only those that look at
what was changed, and pages are woven but not rendered.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from literate.checking import checks, claims, uncompared
from literate.checking.built_site import check_site
from literate.checking.checks import Means, examine
from literate.checking.claim_run import Judgement, judge
from literate.checking.claim_tests import unproven
from literate.checking.coverage import uncovered
from literate.checking.derivations import derived_formulas
from literate.checking.facts import Fact
from literate.checking.identities import false_relations, judged_formulas
from literate.checking.lesson_runs import opened
from literate.checking.numbers import unbound_numbers
from literate.checking.sentences import Written, place_of, written
from literate.messages import Problem, Problems
from literate.project import Project
from literate.reading.lessons import Source, find_sources, lesson_name
from literate.reading.markup import check_markup
from literate.reading.words import read_words
from literate.recording.store import Recording, digest_of, read_recording, write_recording
from literate.running.job import Job, Ran, versions
from literate.running.limits import LESSON_SECONDS
from literate.running.supervisor import Outcome
from literate.running.worker import work
from literate.translating import composing, parity
from literate.translating.composing import let_pass, read_pages
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson

from tests.mutations.mutation import Mutation

Finding = tuple[str, str]
# Without looking for what is left in memory after each mutation
QUICK = ["--maxfail=1", "--tb=native", "-p", "no:unraisableexception", "-p", "no:threadexception"]


class Subject:
    """A copy of the project, whose unchanged state is known.

    Arguments:
        project: the copy.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        claims.project, claims.run = project.snapshot(), run_in_fork
        sys.path.insert(0, str(project.root))
        with contextlib.redirect_stdout(io.StringIO()):
            self._unchanged: Judgement = judge(project.root)
        self._recorded = {
            folder.name: read_recording(folder) for folder in project.recorded.iterdir() if folder.is_dir()
        }
        self._woven: set[str] = set()
        _remember_results()

    def findings(self, mutation: Mutation) -> list[Finding]:
        """Return what the check finds, by its steps; those after the mutation's own do not run."""
        claims.forget()
        claims.project = self._project.snapshot()

        def start(jobs: list[Job]) -> Callable[[], dict[str, Outcome]]:
            outcomes = self._run(jobs, mutation)
            return lambda: outcomes

        found = []
        try:
            for step in examine(claims.project, Means(start, lambda: self._claims(mutation), self._site)):
                # Whoever changes a page has it translated; what a translation lacks then proves nothing.
                if step.name != "languages" or not mutation.file.startswith("docs/ko/"):
                    found += [(step.name, str(problem)) for problem in step.problems]
                if step.problems and step.name == mutation.caught_by:
                    break
        except Problem as problem:
            return [("read", str(problem))]
        except Problems as several:
            return [("read", str(problem)) for problem in several.problems]
        return found

    def _run(self, jobs: list[Job], mutation: Mutation) -> dict[str, Outcome]:
        outcomes = {job.lesson: claims.run(job) for job in jobs}
        # An author who changes a page or a snippet builds afterwards, so that the recordings agree.
        for job in jobs if mutation.is_rebuilt else []:
            old, digest = (
                self._recorded[job.lesson],
                digest_of(Source(job.lesson, job.snippet, job.expressions)),
            )
            ran = outcomes[job.lesson]
            if isinstance(ran, Ran) and (old.digest, old.cells) != (digest, ran.cells):
                recording = Recording(digest, versions(), ran.cells, old.reads, old.recorded)
                beside = self._project.stage / "next-recording" / job.lesson
                write_recording(self._project.recorded / job.lesson, recording, beside)
        return outcomes

    def _claims(self, mutation: Mutation) -> list[Problem]:
        """Judge the claims that look at what was changed."""
        changed = {mutation.file, *mutation.swapped_with}
        languages = written(claims.project, pages_of(claims.project))
        names = [
            ending.claim
            for ending in self._unchanged.endings
            if ending.claim.split("::")[0] in changed
            or any(fact.file in changed and not _stands(fact, languages) for fact in ending.facts)
        ]
        if mutation.file and not names:
            return []
        if any(name.startswith("tests/") for name in changed):
            _forget_modules(self._project.root)
        # Without a mutation this is the judgement of all claims.
        with contextlib.redirect_stdout(io.StringIO()):
            judgement = judge(self._project.root, names, QUICK) if names else self._unchanged
            rerun = set(names)
            kept = (ending for ending in self._unchanged.endings if ending.claim not in rerun)
            facts = judgement.facts | Judgement(0, list(kept)).facts
            judgement.problems = [] if unproven(judgement) else uncovered(facts)
        return unproven(judgement)

    def _site(self, project: Project) -> list[Problem]:
        """Weave the pages with the recordings, and check the site that is there."""
        pages = pages_of(project)
        sources = find_sources(project, pages)
        words = {language: read_words(project, language) for language in project.languages}
        for path, page in pages.items():
            if source := sources.get(lesson_name(path)):
                recording = read_recording(project.recorded / source.name)
                key = repr((page, source.snippet, recording.index))
                if key not in self._woven:
                    weave(page, Lesson(source.snippet, recording), words[path.parts[0]], {})
                    self._woven.add(key)
        return check_site(project.site)


def _stands(fact: Fact, languages: list[Written]) -> bool:
    """Return whether a fact is a quotation of a sentence that is still where it was."""
    try:
        return fact.kind == "states" and place_of(fact.name, languages) == (fact.file, fact.line)
    except Problem:
        return False


_outcomes: dict[str, Outcome] = {}


def run_in_fork(job: Job) -> Outcome:
    """Run a lesson that has changed in a fork of this process, which has imported PyTorch."""
    # The file and line of a value are only for messages, so an outcome without one is the same elsewhere.
    values = {cell: sorted({one.key for one in job.expressions[cell]}) for cell in sorted(job.expressions)}
    key = repr((job.snippet, values))
    if not isinstance(_outcomes.get(key), Ran):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            process = multiprocessing.get_context("fork").Process(target=work, args=(job, theirs, scratch))
            process.start()
            theirs.close()
            said: tuple[str, Any] = ("cell", "")
            lines = {cell.name: cell.line for cell in job.snippet.cells}
            while said[0] == "cell":
                if ours.poll(LESSON_SECONDS):
                    said = ours.recv()
                else:
                    process.kill()
                    late = Problem("did not finish", job.snippet.file, lines.get(said[1], 0), said[1])
                    said = ("late", late)
            process.join()
        _outcomes[key] = said[1]
    return _outcomes[key]


def _by_files(look: Callable[[Project], Any], *names: str) -> Callable[[Project], Any]:
    """Look at a project again only if one of the named files or folders has changed."""

    @lru_cache(maxsize=2)
    def remembered(project: Project, _: tuple[tuple[Path, bytes], ...]) -> Any:
        return look(project)

    def remembering(project: Project) -> Any:
        paths = [path for name in names for path in [project.root / name, *(project.root / name).rglob("*")]]
        files = sorted(path for path in paths if path.is_file() and path.suffix != ".pyc")
        return remembered(project, tuple((path, path.read_bytes()) for path in files))

    return remembering


pages_of = _by_files(read_pages, "docs")


def _forget_modules(root: Path) -> None:
    """Import the files of claims again when they are judged next."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None)).startswith(str(root / "tests")):
            del sys.modules[name]


def _remember_results() -> None:
    """Have those checks that look at one file after the other look again only at files that changed."""
    vars(checks)["prose"] = lru_cache(checks.prose)
    for look in (false_relations, unbound_numbers):
        vars(checks)[look.__name__] = _by_content(look)
    for judged in (judged_formulas, derived_formulas):
        vars(uncompared)[judged.__name__] = _by_content(judged)
    vars(claims)["opened"] = _by_content(opened, lambda page, _, outcome, terms: (page, id(outcome), terms))
    for one in (let_pass, check_markup):
        vars(composing)[one.__name__] = _by_content(one)
    for compared in (parity.compare, parity.untranslated):
        vars(parity)[compared.__name__] = _by_content(compared)
    vars(checks)["read_pages"] = pages_of
    pages = ("docs", "mkdocs.yml")
    looked_at = {"check_record": ("tests",), "strange_code": ("docs", "snippets")}
    for name in ("wrong_references", "wrong_terms", "_languages", "check_record", "strange_code"):
        vars(checks)[name] = _by_files(vars(checks)[name], *looked_at.get(name, pages))


def _by_content(
    look: Callable[..., Any], key_of: Callable[..., Any] = lambda *given: given
) -> Callable[..., Any]:
    known: dict[str, Any] = {}

    def remembering(*given: object) -> Any:
        key = repr(key_of(*given))
        if key not in known:
            known[key] = look(*given)
        return known[key]

    return remembering
