"""Block network access and writes outside a lesson's own folder, for its Python code.

An audit hook sees the calls of Python's own functions, on every system, and reports forbidden ones with their
location. It is not a security boundary: it does not see files that libraries such as PyTorch open, files
opened relative to an open folder, or child programs. On Linux, `confinement` blocks those too.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..messages import say
from .limits import FORKS

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def reject(writable: Iterable[str], watch: Mapping[str, Callable[..., None]]) -> None:
    """Block network access and writes outside some folders, for the rest of this process.

    A blocked call raises PermissionError. Reading is allowed everywhere. This process may
    fork a few times; its forks may not.

    Arguments:
        writable: the folders or files that it may write to.
        watch: other functions to call, by event, with its arguments.
    """
    files = _file_checks(tuple(os.path.realpath(path) for path in writable))
    checks: dict[str, list[Callable[..., None]]] = {}
    for event, check in (*files.items(), *_network_checks().items(), *_fork_checks().items(), *watch.items()):
        checks.setdefault(event, []).append(check)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        # This runs for hundreds of thousands of events: it must be quick for all others.
        for check in checks.get(event, ()):
            check(*arguments)

    sys.addaudithook(hook)


def _file_checks(writable: tuple[str, ...]) -> dict[str, Callable[..., None]]:
    def require(path: Any, folder: int = -1, follow: bool = True) -> None:
        if isinstance(path, int) or path == os.devnull:
            return
        real = _real(os.fsdecode(path), folder, follow)
        if not any(real == one or real.startswith(one + os.sep) for one in writable):
            message = f"과는 자기 폴더 밖의 파일을 쓰거나 바꿀 수 없습니다: {os.fsdecode(path)}"
            english = f"a lesson cannot write or change files outside its own folder: {os.fsdecode(path)}"
            # With one argument, the message would be lost where Python adds the file's name.
            raise PermissionError(errno.EACCES, say(message, english))

    def opened(path: Any, mode: str | None, flags: int) -> None:
        if flags & _WRITES:
            require(path)

    def named(path: Any, folder: int = -1) -> None:
        require(path, folder, follow=False)

    def both(source: Any, target: Any, source_folder: int = -1, target_folder: int = -1) -> None:
        named(source, source_folder)
        named(target, target_folder)

    def database(path: Any) -> None:
        # SQLite's names of databases in memory or in temporary files
        if path not in (":memory:", "", b":memory:", b"") and not os.fsdecode(path).startswith("file:"):
            require(path)

    return {
        "open": opened,
        "os.chflags": lambda path, flags: require(path),
        "os.chmod": lambda path, mode, folder=-1: require(path, folder),
        "os.chown": lambda path, user, group, folder=-1: require(path, folder),
        "os.link": both,
        "os.mkdir": lambda path, mode, folder=-1: named(path, folder),
        "os.remove": named,
        "os.removexattr": lambda path, name: require(path),
        "os.rename": both,
        "os.rmdir": named,
        "os.setxattr": lambda path, name, value, flags: require(path),
        "os.symlink": lambda source, target, folder=-1: named(target, folder),
        "os.truncate": lambda path, length: require(path),
        "os.utime": lambda path, times, nanoseconds, folder=-1: require(path, folder),
        "sqlite3.connect": database,
    }


def _real(path: str, folder: int, follow: bool) -> str:
    """Return the real path: resolve links, relative to an open folder if one is given."""
    try:
        whole = (_open_folder(folder) if folder >= 0 else Path()) / path
        if follow or whole.name in ("", ".."):
            return os.path.realpath(whole)
        return str(Path(os.path.realpath(whole.parent), whole.name))
    except OSError:
        return ""  # The path of the folder is unknown, or the folder has been removed.


def _open_folder(handle: int) -> Path:
    if sys.platform == "darwin":
        import fcntl

        return Path(os.fsdecode(fcntl.fcntl(handle, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))
    return Path(f"/proc/self/fd/{handle}").readlink()


def _network_checks() -> dict[str, Callable[..., None]]:
    def reject_network(what: object) -> None:
        message, english = "과는 네트워크를 쓸 수 없습니다", "a lesson cannot use the network"
        raise PermissionError(f"{say(message, english)}: {what}")

    def socket_used(socket: Any, address: object) -> None:
        # Local sockets, between processes of one machine.
        if getattr(socket, "family", None) != unix and not _is_emulated_pair(address):
            reject_network(address)

    import socket

    unix = getattr(socket, "AF_UNIX", None)
    names = ("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
    uses = ("connect", "bind", "sendto", "sendmsg")
    return {f"socket.{name}": lambda host, *_: reject_network(host) for name in names} | {
        f"socket.{name}": socket_used for name in uses
    }


def _is_emulated_pair(address: object) -> bool:
    """Return whether a socket is one of a pair in this process: Windows makes these of local connections."""
    return sys.platform == "win32" and isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")


def _fork_checks() -> dict[str, Callable[..., None]]:
    lesson, forks = os.getpid(), 0

    def forked() -> None:
        nonlocal forks
        forks += 1
        if forks > FORKS:
            forks = _children(forks)
        if os.getpid() != lesson or forks > FORKS:
            message = f"과의 프로세스만 fork할 수 있고, 한 번에 {FORKS}개까지입니다"
            english = f"only a lesson's own process can fork, up to {FORKS} processes at a time"
            raise PermissionError(say(message, english))

    return {"os.fork": forked, "os.forkpty": forked}


def _children(forks: int) -> int:
    """Return the number of running child processes plus one, or `forks` if that is unknown."""
    try:
        lists = [path.read_text(encoding="ascii") for path in Path("/proc/self/task").glob("*/children")]
    except OSError:
        return forks
    return sum(len(one.split()) for one in lists) + 1 if lists else forks
