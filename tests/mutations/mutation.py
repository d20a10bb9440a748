"""What a mistake is, and the files that most of them are in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One mistake.

    Arguments:
        name: what the mistake is.
        file: the file it is in, of the project or of the copy that the run makes: docs/en/ and site/.
        caught_by: the kind of check that must find it.
        edits: (old, new) texts.
        nth, of: which of how many occurrences of the old text changes.
        swapped_with: files whose contents are exchanged with the file's.
        is_removed: the file is deleted.
        is_forged: the recording's index is made to agree with the changed output.
        is_built: the author built after the mistake, so that the recordings agree with it.
    """

    name: str
    file: str
    caught_by: str
    edits: tuple[tuple[str, str], ...] = ()
    nth: int = 1
    of: int = 1
    swapped_with: tuple[str, ...] = ()
    is_removed: bool = False
    is_forged: bool = False
    is_built: bool = True

    @property
    def is_rebuilt(self) -> bool:
        """Whether the recordings were written after the mistake."""
        return self.is_built and not self.file.startswith("snippets/recorded/")


@dataclass(frozen=True)
class InLesson:
    """Makes mistakes in the snippet and on the Korean page of a lesson; their names begin with a prefix."""

    prefix: str
    lesson: str

    @property
    def page(self) -> str:
        return f"docs/ko/lessons/{self.lesson}.md"

    def mistake(
        self, name: str, old: str, new: str, caught_by: str = "claims", nth: int = 1, of: int = 1
    ) -> Mutation:
        """Return a mistake in the snippet."""
        snippet = f"snippets/{self.lesson.replace('-', '_')}.py"
        return Mutation(f"{self.prefix}: {name}", snippet, caught_by, ((old, new),), nth, of)

    def on_page(self, name: str, caught_by: str, old: str, new: str) -> Mutation:
        """Return a mistake on the page."""
        return Mutation(f"{self.prefix}: {name}", self.page, caught_by, ((old, new),))


SNIPPET = "snippets/negative_log_likelihood.py"
PAGE = "docs/ko/lessons/negative-log-likelihood.md"


def on_page(name: str, caught_by: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    """Return a mistake on the page of lesson 2-4."""
    return Mutation(name, PAGE, caught_by, ((old, new),), nth, of)


def swap(name: str, caught_by: str, file: str, one: str, other: str) -> Mutation:
    """Return the mistake of exchanging two texts of a file."""
    return Mutation(name, file, caught_by, ((one, "\0"), (other, one), ("\0", other)))
