"""The first import of the fork server: disable garbage collection during the following imports."""

from __future__ import annotations

import gc

gc.disable()
# For the lessons: figures create tens of thousands of reference cycles, and collecting them at the default
# frequency takes a tenth of a lesson's time.
gc.set_threshold(100_000, 50, 50)
