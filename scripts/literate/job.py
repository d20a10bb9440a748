"""What a lesson's process needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from .cells import Snippet
from .expressions import Expression


@dataclass(frozen=True)
class Job:
    """What a lesson's process needs: its snippet, and the values that pages ask for, by cell name."""

    lesson: str
    snippet: Snippet
    expressions: dict[str, list[Expression]] = field(default_factory=dict)
