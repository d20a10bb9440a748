"""How fast this machine is now, for tests of limits that were set on another one."""

from __future__ import annotations

import time

# Processor time of the loop below on the machine on which the limits were set, estimated: on one that takes
# 2.6 times as long to check the project, the loop took 0.65 s.
REFERENCE = 0.25


def slowness() -> float:
    """Return how many times slower than there Python's loop runs here, or 1 if it does not."""
    start, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return max(1, (time.process_time() - start) / REFERENCE)
