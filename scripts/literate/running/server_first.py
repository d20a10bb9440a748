"""What the server from which lessons fork imports first: of all that it imports next, nothing is garbage."""

from __future__ import annotations

import gc

gc.disable()
# For lessons, once they run: figures are made of cycles by the ten thousand, and looking for them as often
# as usual takes a tenth of a lesson's time.
gc.set_threshold(100_000, 50, 50)
