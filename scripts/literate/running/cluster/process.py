"""The process beside a Dask worker that runs lessons there as they run here.

`python -m literate.running.cluster.process FOLDER` takes parcels from its stdin and answers on its stdout. It
ends, with the lesson that it runs and with its folder, when its stdin is closed.
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
from .on_worker import receive, send
from .parcels import run_parcel


def main(folder: Path) -> None:
    """Run the lessons that come, in a folder that is gone afterwards."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as null:
        os.dup2(null.fileno(), 0)
    os.dup2(2, 1)
    supervisor = Supervisor(scratch=folder)
    arrived: Queue[bytes] = Queue()

    def listen() -> None:
        while (request := receive(requests)) is not None:
            arrived.put(request)
        supervisor.end()
        # Again, for a lesson that was about to start may have put files there.
        for _ in range(10):
            shutil.rmtree(folder, ignore_errors=True)
            time.sleep(0.01)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        outcome = run_parcel(pickle.loads(arrived.get()), supervisor, folder)
        with contextlib.suppress(OSError):  # nobody waits for it any more, and `listen` ends all
            send(answers, pickle.dumps(outcome))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
