"""Ask the website of every link once, for `check --online`; the only place that goes to the internet."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reportwizard import __version__
from reportwizard.checks.links.online import Answer, is_sign_in
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx

AT_ONCE, AT_ONCE_ONE_HOST = 8, 2
"""Links asked at the same time: in all, and of one website."""

SECONDS, SECONDS_IN_ALL = 15.0, 90.0
"""How long one link, and all together, may take."""

_MOST_STEPS = 6
_USER_AGENT = (
    f"reportwizard/{__version__} (asks once for each link in a Wikimedia grant report, by hand, before it is"
    " handed in) python-httpx"
)
_NO_TIME = Answer(trouble="no answer in time", connected=False)


def ask_links(
    links: Iterable[str],
    *,
    public: Callable[[str], bool],
    seconds: float = SECONDS,
    seconds_in_all: float = SECONDS_IN_ALL,
) -> dict[str, Answer]:
    """Return what came back for each link. On a terminal a bar shows how far it is.

    `public` says of a host whether it may be asked; it is asked again wherever a website leads.
    `ReportWizardError` where the library for it is not installed.
    """
    try:
        import httpx  # noqa: F401
    except ImportError:
        raise ReportWizardError(
            "Asking links needs one more library, which is not installed.",
            "Install it: pip install httpx (or, with pipx: pipx inject reportwizard httpx)",
        ) from None
    return asyncio.run(_ask_all(list(links), public, seconds, seconds_in_all))


async def _ask_all(
    links: list[str], public: Callable[[str], bool], seconds: float, in_all: float
) -> dict[str, Answer]:
    import httpx

    answers = dict.fromkeys(links, _NO_TIME)
    rooms = {host: asyncio.Semaphore(AT_ONCE_ONE_HOST) for host in map(_host, links)}
    everywhere = asyncio.Semaphore(AT_ONCE)
    with _Bar(len(links)) as bar:
        async with httpx.AsyncClient(headers={"User-Agent": _USER_AGENT}, timeout=seconds) as client:

            async def ask(link: str) -> None:
                async with rooms[_host(link)], everywhere:
                    answers[link] = await _ask_in_time(client, link, public, seconds)
                    bar.step()

            try:
                async with asyncio.timeout(in_all), asyncio.TaskGroup() as group:
                    for link in links:
                        group.create_task(ask(link))
            except TimeoutError:
                pass  # what has no answer by now keeps saying so
    return answers


async def _ask_in_time(
    client: httpx.AsyncClient, link: str, public: Callable[[str], bool], seconds: float
) -> Answer:
    import httpx

    try:
        async with asyncio.timeout(seconds):
            return await _ask(client, link, public)
    except (TimeoutError, httpx.TimeoutException):
        return _NO_TIME
    except httpx.ConnectError as error:
        secure = "certificate" in str(error).casefold() or "ssl" in str(error).casefold()
        why = "its certificate is not valid" if secure else "its website was not reached"
        return Answer(trouble=why, connected=secure)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError):
        return Answer(trouble="its website broke off")


async def _ask(client: httpx.AsyncClient, link: str, public: Callable[[str], bool]) -> Answer:
    """Follow one link, step by step, to where it leads."""
    address = link
    for _ in range(_MOST_STEPS):
        status, further = await _one_step(client, address)
        if not further:
            return Answer(status)
        address = urljoin(address, further)
        if urlsplit(address).scheme not in ("http", "https") or not public(_host(address)):
            return Answer(trouble="it leads to a place that is not public")
        if is_sign_in(address):
            return Answer(status, signs_in=True)
    return Answer(trouble="it leads from one page to the next without end")


# Websites that do not answer a question for the head alone answer one for the page, of which none is read.
async def _one_step(client: httpx.AsyncClient, address: str) -> tuple[int, str]:
    """Return the status of one address, and where it leads to; no page is read."""
    import httpx

    try:
        status, further = await _ask_once(client, "HEAD", address)
    except httpx.RemoteProtocolError:
        status, further = 0, ""
    return (status, further) if 0 < status < 400 else await _ask_once(client, "GET", address)


async def _ask_once(client: httpx.AsyncClient, way: str, address: str) -> tuple[int, str]:
    async with client.stream(way, address, follow_redirects=False) as response:
        client.cookies.clear()
        return response.status_code, response.headers.get("Location", "") if response.is_redirect else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


class _Bar:
    """A bar on the terminal; nothing where nobody sees it."""

    def __init__(self, links: int) -> None:
        self._links = links
        self._done = 0

    def __enter__(self) -> _Bar:
        self._draw()
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def step(self) -> None:
        """One more link has answered."""
        self._done += 1
        self._draw()

    def _draw(self) -> None:
        if self._links and sys.stderr.isatty():
            full = 30 * self._done // self._links
            bar = "━" * full + "─" * (30 - full)
            words = f"\rAsking links {bar} {self._done} of {self._links}"
            print(words, end="", file=sys.stderr, flush=True)
