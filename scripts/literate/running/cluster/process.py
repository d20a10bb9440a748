"""Run lessons in a sibling process of a Dask worker as on this machine.

`python -m literate.running.cluster.process FOLDER` reads parcels from stdin and answers on stdout. When
its stdin is closed, it ends its lesson and removes its folder.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import sys
import threading
import time
from pathlib import Path
from queue import Queue

from ..supervisor import Supervisor
from .parcels import run_parcel


def main(folder: Path) -> None:
    """Run the lessons from stdin in a folder, and remove the folder at the end."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as null:
        os.dup2(null.fileno(), 0)
    os.dup2(2, 1)
    supervisor = Supervisor(scratch=folder)
    arrived: Queue[bytes] = Queue()

    def listen() -> None:
        with contextlib.suppress(EOFError, pickle.UnpicklingError):
            while True:
                arrived.put(pickle.load(requests))
        supervisor.end()
        # Remove it again, since a lesson that was starting may have written files there.
        for _ in range(10):
            shutil.rmtree(folder, ignore_errors=True)
            time.sleep(0.01)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        outcome = run_parcel(pickle.loads(arrived.get()), supervisor, folder)
        with contextlib.suppress(OSError):  # the worker no longer waits for it, and `listen` ends everything
            pickle.dump(pickle.dumps(outcome), answers)
            answers.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
