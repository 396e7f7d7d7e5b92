"""Ask the website of every link once, for `check --online`; the only place that goes to the internet."""

from __future__ import annotations

import asyncio
import socket
import sys
import urllib.request
from collections.abc import Callable, Iterable
from urllib.parse import urljoin, urlsplit

import click
import httpx

from reportwizard import __version__
from reportwizard.checks.links.online import Answer, is_sign_in

AT_ONCE, AT_ONCE_ONE_HOST = 8, 2
"""Links asked at the same time: in all, and of one website."""

SECONDS, SECONDS_IN_ALL = 15.0, 90.0
"""How long one link, and all together, may take."""

_MAX_REDIRECTS = 6
_USER_AGENT = (
    f"reportwizard/{__version__} (asks once for each link in a Wikimedia grant report, by hand, before it is"
    " handed in) python-httpx"
)
_NO_TIME = Answer(reason="no answer in time", connected=False)


def request_links(links: Iterable[str], *, public: Callable[[str], bool]) -> dict[str, Answer]:
    """Return what came back for each link. On a terminal a bar shows how far it is.

    `public` says of a host, or of a numeric address, whether it may be asked. It is asked again wherever a
    website leads, and of every address that a name stands for; the connection goes to the address that was
    looked at, so that no name can lead to this computer or its neighbours.
    """
    return asyncio.run(_ask_all(list(links), public))


async def _ask_all(links: list[str], public: Callable[[str], bool]) -> dict[str, Answer]:
    answers = dict.fromkeys(links, _NO_TIME)
    per_host = {host: asyncio.Semaphore(AT_ONCE_ONE_HOST) for host in map(_host, links)}
    overall = asyncio.Semaphore(AT_ONCE)
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=len(links), label="Checking links", show_pos=True, file=sys.stderr, hidden=hidden
    ) as bar:
        async with httpx.AsyncClient(headers={"User-Agent": _USER_AGENT}, timeout=SECONDS) as client:

            async def ask(link: str) -> None:
                async with per_host[_host(link)], overall:
                    answers[link] = await _ask_in_time(client, link, public)
                    bar.update(1)

            try:
                async with asyncio.timeout(SECONDS_IN_ALL), asyncio.TaskGroup() as group:
                    for link in links:
                        group.create_task(ask(link))
            except TimeoutError:
                pass  # what has no answer by now keeps saying so
    return answers


async def _ask_in_time(client: httpx.AsyncClient, link: str, public: Callable[[str], bool]) -> Answer:
    try:
        async with asyncio.timeout(SECONDS):
            return await _ask(client, link, public)
    except (TimeoutError, httpx.TimeoutException):
        return _NO_TIME
    except _NotPublicError:
        return Answer(reason="it leads to an address that is not public")
    except socket.gaierror:
        return Answer(reason="its website was not reached", connected=False)
    except httpx.ConnectError as error:
        secure = "certificate" in str(error).casefold() or "ssl" in str(error).casefold()
        reason = "its certificate is not valid" if secure else "its website was not reached"
        return Answer(reason=reason, connected=secure)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError):
        return Answer(reason="its website closed the connection")


async def _ask(client: httpx.AsyncClient, link: str, public: Callable[[str], bool]) -> Answer:
    """Follow one link, step by step, to where it leads."""
    address = link
    for _ in range(_MAX_REDIRECTS):
        try:
            status, location = await _ask_once(client, "HEAD", address, public)
        except httpx.RemoteProtocolError:
            status, location = 0, ""
        if not 0 < status < 400:  # some websites answer only who asks for the page, of which none is read
            status, location = await _ask_once(client, "GET", address, public)
        if not location:
            return Answer(status)
        address = urljoin(address, location)
        if urlsplit(address).scheme not in ("http", "https") or not public(_host(address)):
            raise _NotPublicError
        if is_sign_in(address):
            return Answer(status, signs_in=True)
    return Answer(reason="it redirects without end")


async def _ask_once(
    client: httpx.AsyncClient, method: str, address: str, public: Callable[[str], bool]
) -> tuple[int, str]:
    url = httpx.URL(address)
    host, headers = url.raw_host.decode(), {"Host": url.netloc.decode()}
    numbers = await _numeric_addresses(host, public)
    for number in numbers:
        request = client.stream(
            method, url.copy_with(host=number), headers=headers, extensions={"sni_hostname": host},
            follow_redirects=False,
        )  # fmt: skip
        try:
            async with request as response:
                client.cookies.clear()
                location = response.headers.get("Location", "") if response.is_redirect else ""
                return response.status_code, location
        except httpx.ConnectError:
            if number == numbers[-1]:
                raise
    return 0, ""


async def _numeric_addresses(host: str, public: Callable[[str], bool]) -> list[str]:
    """Return the numeric addresses of a host. `_NotPublicError` if one of them is not to be asked.

    A proxy finds addresses itself: then the host alone is returned.
    """
    if urllib.request.getproxies().keys() & {"http", "https", "all"}:
        return [host]
    entries = await asyncio.get_running_loop().getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(address[0]) for *_, address in entries))
    if not all(map(public, numbers)):
        raise _NotPublicError
    return numbers


class _NotPublicError(Exception):
    """A link leads to this computer, or to one beside it."""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
