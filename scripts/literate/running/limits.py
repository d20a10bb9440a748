"""Every limit on what a lesson may take, and on how long a build waits, each with its reason."""

from __future__ import annotations

# What one lesson may take. The longest one here takes ten seconds; an endless loop must end the same day.
LESSON_SECONDS = 120.0
# Lessons start after their server has imported PyTorch, which takes this long on a slow, cold disk.
START_SECONDS = 60.0
# A process that was killed is gone within this time, unless the kernel itself hangs.
END_SECONDS = 5.0
# Several lessons run at once on a laptop with 16 GiB.
MEMORY_BYTES = 4 * 2**30
# A lesson writes small files; a disk that a mistake fills up stops the build, too.
FILE_BYTES = 64 * 2**20
# A page with more text than this does not open in a browser within a second.
OUTPUT_CHARACTERS = 1_000_000
# As in a terminal, and in browsers.
TAB_COLUMNS = 8
# A cell with more figures than this is a loop that was not meant to draw.
FIGURES = 100
# At once. Far below the number of processes that a user may have, so that a fork bomb ends by itself.
FORKS = 64
# The end of what a process or a cell wrote before it failed tells why; the beginning seldom does.
LOG_CHARACTERS = 2000

# Lessons from which on a warmed server gains more than it takes to warm.
MANY_LESSONS = 4
# How often a build looks for lost workers while lessons run.
LOOK_SECONDS = 1.0

# A scheduler that runs answers within milliseconds; workers take seconds to start.
CONNECT_SECONDS, WORKER_SECONDS = 5.0, 10.0
# The next lesson comes at once or not at all: a worker keeps an idle process this long.
IDLE_SECONDS = 5.0
# How often a worker looks whether its lesson is still wanted.
WANTED_SECONDS = 0.25
