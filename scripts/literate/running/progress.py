"""Show the progress of the lessons: live lines in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from ..messages import say

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table


def state_name(state: str) -> str:
    """Return the name of a lesson's state in the user's language."""
    return {
        "waiting": say("기다림", "waiting"),
        "running": say("실행 중", "running"),
        "done": say("끝남", "done"),
        "unchanged": say("그대로", "unchanged"),
        "failed": say("실패", "failed"),
    }[state]


class Progress:
    """A context manager that shows one line of progress per lesson, or nothing if it is silent."""

    def __init__(self, silent: bool = False) -> None:
        self._silent = silent
        self._rows: dict[str, tuple[str, float, float]] = {}
        self._lock = threading.Lock()
        self._live: Live | None = None
        self._is_terminal = sys.stdout.isatty()

    def __enter__(self) -> Progress:
        if self._is_terminal and not self._silent:
            from rich.live import Live

            self._live = Live(get_renderable=self._table, refresh_per_second=8)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def report(self, lesson: str, state: str, seconds: float = 0.0) -> None:
        """Report the new state of a lesson, and the seconds that it has run."""
        with self._lock:
            self._rows[lesson] = (state, seconds, time.monotonic())
        if not self._is_terminal and not self._silent and state != "waiting":
            took = f" {seconds:.1f} s" if state in ("done", "failed") else ""
            # Write the whole line at once, since lessons report from several threads.
            print(f"{lesson}: {state_name(state)}{took}\n", end="", flush=True)

    def _table(self) -> Table:
        from rich.table import Table

        colors = {"running": "cyan", "done": "green", "failed": "bold red"}
        table = Table.grid(padding=(0, 2))
        with self._lock:
            for lesson, (state, seconds, since) in self._rows.items():
                shown = time.monotonic() - since if state == "running" else seconds
                clock = f"{shown:.1f} s" if state in ("running", "done", "failed") else ""
                color = colors.get(state, "dim")
                table.add_row(lesson, f"[{color}]{state_name(state)}[/]", clock)
        return table
