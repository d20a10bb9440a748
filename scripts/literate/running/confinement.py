"""Sandbox a lesson's process: restrict files, network, memory and processes, and end it with its build.

On every system, a lesson has its own folder, limits on files, and the checks of `rejections`. Linux also
restricts the lesson's child programs and native libraries: memory limits (macOS has such limits, but does
not enforce them), no network, writes below a few folders only (Landlock, Linux 5.13 or newer), and child
processes end with the lesson. If the kernel does not allow one of these, the lesson runs without it.

This sandbox limits the damage of mistakes. Do not run untrusted code in it: a lesson can still read every
file that its user can read, can write any number of files into its folder, and the memory limit applies to
each of its processes separately.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import signal
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from .limits import FILE_BYTES, MEMORY_BYTES
from .rejections import reject

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # unshare(2)
_DEATH_SIGNAL, _NO_NEW_PRIVILEGES = 1, 38  # prctl(2)
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # landlock(7), the same on all architectures
_WRITE_FILE, _TRUNCATE, _REFER = 1 << 1, 1 << 14, 1 << 13
_CHANGE_FOLDERS = 0x1FF0  # remove and create entries of any type
_DEVICES = (os.devnull, "/dev/zero", "/dev/full", "/dev/tty")
_SHARED_MEMORY = "/dev/shm"


def confine(scratch: str, caches: list[str], watch: Mapping[str, Callable[..., None]]) -> None:
    """Sandbox this process permanently. Call this before it starts threads.

    Arguments:
        scratch: a folder with the folders `work`, the working directory, and `tmp`; the process's own
            stdout goes to its `log`.
        caches: cache folders of libraries, which are writable too.
        watch: the functions to call, by event of Python's audit hooks.
    """
    _stay_in(scratch)
    _limit()
    writable = [scratch, *caches, *_DEVICES, _SHARED_MEMORY]
    if sys.platform == "linux":
        library: Any = ctypes.CDLL(None, use_errno=True)
        with contextlib.suppress(AttributeError, OSError):
            _leave_network(library)
        with contextlib.suppress(AttributeError, OSError):
            _wall_off_files(library, writable)
        # Forked processes end with the lesson even if they leave its session; `end_strays` ends the others.
        os.register_at_fork(after_in_child=lambda: library.prctl(_DEATH_SIGNAL, signal.SIGKILL))
    _die_with_parent()
    reject(writable, watch)


def _stay_in(scratch: str) -> None:
    os.chdir(Path(scratch, "work"))
    with Path(os.devnull).open("rb") as null, Path(scratch, "log").open("ab") as log:
        os.dup2(null.fileno(), 0)
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sys.stdin = io.StringIO()
    if hasattr(os, "setsid"):
        os.setsid()
    tempfile.tempdir = temporary_folder(scratch)
    os.environ |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), tempfile.tempdir)
    # Sibling modules of the snippet are in the repository.
    sys.dont_write_bytecode = True


def temporary_folder(scratch: str) -> str:
    """Return the folder for temporary files in a lesson's folder; its name is short because of sockets."""
    return str(Path(scratch, "tmp"))


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (smaller_limit(FILE_BYTES, "RLIMIT_FSIZE"),) * 2)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (smaller_limit(MEMORY_BYTES, "RLIMIT_DATA"),) * 2)
        # Several lessons may still exhaust the memory. Then the kernel should kill a lesson, not the build.
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def smaller_limit(ours: int, *names: str) -> int:
    """Return the smallest of our limit and the existing limits of this process, which it cannot exceed.

    Arguments:
        ours: the limit, in bytes.
        names: the corresponding limits in `resource`, such as RLIMIT_DATA.
    """
    if sys.platform == "win32":
        return ours
    import resource

    inherited = [resource.getrlimit(getattr(resource, name))[0] for name in names]
    return min([ours, *(limit for limit in inherited if limit != resource.RLIM_INFINITY)])


def _leave_network(library: Any) -> None:
    user, group = os.getuid(), os.getgid()
    if library.unshare(_NEW_NETWORK) == 0:
        return
    # Without permission to leave the network, do so in a user namespace that maps the user's own id.
    if library.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _wall_off_files(library: Any, writable: list[str]) -> None:
    version = library.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    of_files = _WRITE_FILE | (_TRUNCATE if version >= 3 else 0)
    handled = of_files | _CHANGE_FOLDERS | (_REFER if version >= 2 else 0)
    ruleset = library.syscall(_CREATE_RULESET, struct.pack("=Q", handled), ctypes.c_size_t(8), 0)
    try:
        for path in writable:
            with contextlib.suppress(FileNotFoundError):
                handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
                allowed = handled if Path(path).is_dir() else of_files
                library.syscall(_ADD_RULE, ruleset, 1, struct.pack("=Qi", allowed, handle), 0)
                os.close(handle)
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        library.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _die_with_parent() -> None:
    """End this process and its children when the build ends, even if the build is killed."""
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        # A thread does not run while a cell holds the GIL; a signal does.
        import fcntl

        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(parent.sentinel, fcntl.F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def end_strays(scratch: str) -> None:
    """End a lesson's programs that left its session; their environment names the lesson's temporary folder.

    Arguments:
        scratch: the folder in which the lesson ran.
    """
    if sys.platform != "linux":
        return
    mark = os.fsencode(f"TMPDIR={temporary_folder(scratch)}\0")
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            # Processes of other users cannot be read, and some processes end meanwhile.
            with contextlib.suppress(OSError):
                if mark in (folder / "environ").read_bytes():
                    os.kill(int(folder.name), signal.SIGKILL)
