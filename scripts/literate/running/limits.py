"""Define the resource limits of a lesson and the timeouts of a build, each with its reason."""

from __future__ import annotations

import io

# The time limit of a lesson. The slowest one here takes ten seconds; an endless loop must end.
LESSON_SECONDS = 120.0
# Lessons start after their server has imported PyTorch, which takes this long on a slow disk.
START_SECONDS = 60.0
# A killed process ends within this time, unless the kernel itself hangs.
END_SECONDS = 5.0
# Several lessons run at once on a laptop with 16 GiB.
MEMORY_BYTES = 4 * 2**30
# A lesson writes small files; a full disk would stop the build too.
FILE_BYTES = 64 * 2**20
# A browser does not open a page with more text than this within a second.
OUTPUT_CHARACTERS = 1_000_000
# As in terminals and browsers.
TAB_COLUMNS = 8
# A cell with more figures than this draws in a loop by mistake.
MOST_FIGURES = 100
# At the same time. Far below a user's limit on processes, so that a fork bomb ends by itself.
FORKS = 64
# The end of a failed process's or cell's output usually gives the reason; the beginning rarely does.
LOG_CHARACTERS = 2000

# How often a build checks for lost workers while lessons run.
LOOK_SECONDS = 1.0

# A running scheduler answers within milliseconds; workers take seconds to start.
CONNECT_SECONDS, WORKER_SECONDS = 5.0, 10.0
# A worker keeps an idle process this long: the next lesson of a build follows immediately.
IDLE_SECONDS = 5.0
# How often a worker checks whether its lesson was canceled.
WANTED_SECONDS = 0.25


class TextTooLong(Exception):
    """A text exceeds the allowed number of characters."""


class LimitedText(io.StringIO):
    """A text stream with a maximum number of characters."""

    def __init__(self, most: float = OUTPUT_CHARACTERS) -> None:
        super().__init__()
        self._most = most

    def write(self, text: str) -> int:
        """Append a text, and return its length.

        Raises:
            TextTooLong: the stream would contain too many characters.
        """
        if self.tell() + len(text) > self._most:
            raise TextTooLong(f"more than {self._most:,} characters of output")
        return super().write(text)
