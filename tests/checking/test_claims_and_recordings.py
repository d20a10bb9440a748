"""What a claim sees of a lesson is what the page shows of it."""

from __future__ import annotations

from pathlib import PurePosixPath

from literate.checking import claims
from literate.recording.comparison import same_text
from literate.recording.store import read_recording


def test_claims_see_what_is_recorded() -> None:
    """The same text and values, random numbers included, in all lessons of this project."""
    for page in claims.own_pages():
        if name := page.front.get("snippets"):
            lesson = claims.lesson_run(name)
            recorded = read_recording(claims.project.recorded / PurePosixPath(page.file).stem).cells
            assert recorded.keys() == lesson.ran.cells.keys()
            for cell, ran in lesson.ran.cells.items():
                assert same_text(ran.printed, recorded[cell].text)
                assert same_text(ran.errors, recorded[cell].errors)
                assert len(set(ran.said)) <= len(recorded[cell].values)
