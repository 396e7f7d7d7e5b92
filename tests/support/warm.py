"""The program started from a process that has loaded it already: half of what a start takes is loading.

What starts is a process of its own with a terminal of its own, as if a shell had started it. Where the start
itself is tested, start the program in the usual way.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

if __name__ != "__main__":
    from support.environment import isolated_environment

_LONGEST = 1 << 16
# The libraries of these take as long as all the rest, and few of the programs need them.
_SELDOM = re.compile(r"\.(__main__$|commands|exports|imports|\w*schema$)")


class Started:
    """A program that was started so; what `subprocess.Popen` offers, as far as tests need it."""

    def __init__(self, args: list[str], terminal: int, env: dict[str, str], cwd: str) -> None:
        self.returncode: int | None = None
        self.pid: int = _ask({"args": args, "env": env, "cwd": cwd}, terminal)

    def poll(self) -> int | None:
        """Return its status, negative where a signal ended it; None while it runs."""
        if self.returncode is None and (changed := self.changed(os.WNOHANG)) is not None:
            self.returncode = os.waitstatus_to_exitcode(changed)
        return self.returncode

    def wait(self, timeout: float = 60.0) -> int:
        """Wait until it has ended."""
        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("reportwizard", timeout)
            time.sleep(0.01)
        return status

    def changed(self, options: int) -> int | None:
        """Ask once, as `os.waitpid` does, whether it has ended or stopped."""
        found: int | None = _ask({"wait": self.pid, "options": options | os.WNOHANG})
        return found

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(9)


@cache
def _server() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    home = Path(tempfile.gettempdir())
    with theirs:
        process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            env=isolated_environment(home), pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _ask(request: dict[str, Any], *files: int) -> Any:
    server = _server()
    socket.send_fds(server, [json.dumps(request).encode()], files)
    return json.loads(server.recv(_LONGEST))


def _serve(asking: socket.socket) -> None:
    """Start programs until nobody can ask any more; return in each of the programs."""
    while True:
        data, files, *_ = socket.recv_fds(asking, _LONGEST, 1)
        if not data:
            os._exit(0)
        request = json.loads(data)
        if "wait" in request:
            pid, status = os.waitpid(request["wait"], request["options"])
            answer = status if pid else None
        else:
            answer = os.fork()
            if not answer:
                asking.close()
                _become(request, *files)
                return
            os.close(files[0])
        asking.send(json.dumps(answer).encode())


def _become(request: dict[str, Any], terminal: int) -> None:
    """Be the leader of a session of its own, with this terminal: closing it sends SIGHUP."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for fd, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(terminal, fd)
        stream = open(fd, "w" if fd else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.close(terminal)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = request["args"]


if __name__ == "__main__":
    import reportwizard
    from reportwizard.cli import main

    for module in walk_packages(reportwizard.__path__, "reportwizard."):
        if not _SELDOM.search(module.name):
            import_module(module.name)
    import_module("textual.drivers.linux_driver")
    _serve(socket.socket(fileno=int(sys.argv[1])))
    if sys.argv[0] == "-c":  # as Python does it
        exec(sys.argv.pop(1), {"__name__": "__main__"})
    else:
        main()
