"""A website on this computer that answers in every way in which websites do, and notes what it was asked."""

from __future__ import annotations

import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUSES = {
    "/ok": 200,
    "/gone": 410,
    "/missing": 404,
    "/closed": 401,
    "/forbidden": 403,
    "/broken": 500,
    "/busy": 429,
}
LEADS = {
    "/moved": "/ok",
    "/moved-away": "/missing",
    "/circle": "/circle",
    "/document": "/login?next=/document",
    "/elsewhere": "ftp://example.org/",
    "/home": "http://10.0.0.1/router",
}


class Website(ThreadingHTTPServer):
    """The website. `asked` holds the way and path of each question, in the order in which they came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.asked: list[tuple[str, str]] = []
        self.programs: set[str] = set()
        self.closing = Event()
        self.sent = 0
        self.at_once = self.most_at_once = 0
        self.lock = Lock()

    def link(self, path: str) -> str:
        """The link to one of its pages."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who goes away."""


class _Page(BaseHTTPRequestHandler):
    server: Website

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        site = self.server
        site.asked.append((self.command, self.path))
        site.programs.add(self.headers["User-Agent"])
        self._write(self.path)

    def _write(self, path: str) -> None:
        if path == "/slow":
            self.server.closing.wait(20)
        elif path.startswith("/crowded"):
            with self.server.lock:
                self.server.at_once += 1
                self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
            time.sleep(0.02)
            with self.server.lock:
                self.server.at_once -= 1
        elif path == "/shy" and self.command == "HEAD":
            self.close_connection = True
            return
        status = 405 if path == "/no-head" and self.command == "HEAD" else STATUSES.get(path, 200)
        self.send_response(302 if path in LEADS else status)
        if path in LEADS:
            self.send_header("Location", LEADS[path])
        self.send_header("Set-Cookie", "visitor=1")
        self.end_headers()
        if path == "/endless" and self.command == "GET":
            while not self.server.closing.is_set():
                self.server.sent += self.wfile.write(b"x" * 1024)

    def log_message(self, *_: object) -> None:
        """Nobody reads a log here."""


@contextmanager
def a_website() -> Iterator[Website]:
    """Run the website while a test asks it."""
    site = Website()
    thread = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        site.shutdown()
        site.server_close()
        thread.join()
