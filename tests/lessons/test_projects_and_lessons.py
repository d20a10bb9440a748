"""The two projects name the lessons that explain their steps, and these lessons name the projects."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECTS = ["word-classification", "sentence-classification"]
LESSONS = [
    "matrix-operations",
    "tokenizer-and-vocabulary",
    "one-hot-encoding",
    "negative-log-likelihood",
    "cross-entropy",
    "kl-divergence",
]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_project_and_every_lesson_link_to_each_other(language: str) -> None:
    pairs = [(project, lesson) for project in PROJECTS for lesson in LESSONS]
    for page, other in [*pairs, *((lesson, project) for project, lesson in pairs)]:
        text = Path("docs", language, "lessons", f"{page}.md").read_text(encoding="utf-8")
        assert f"]({other}.md" in text, f"{language}: {page} does not link to {other}"
