"""Keep Ctrl+C, which reaches every process of a terminal, from the processes that a command ends itself."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import TracebackType


@contextlib.contextmanager
def blocked_interrupts() -> Iterator[None]:
    """Block Ctrl+C in the processes that start in this block, until they call `unblock_interrupts`.

    Otherwise it would interrupt their imports, and they would print a traceback. Windows cannot block it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # Starting it with a process would unblock Ctrl+C again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def unblock_interrupts() -> None:
    """Let Ctrl+C reach this process, also one that came while it was blocked."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def end_silently(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Report an exception as Python does, but nothing at Ctrl+C; use this as `sys.excepthook`."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
