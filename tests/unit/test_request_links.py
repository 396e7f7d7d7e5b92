"""Each link is asked once, on a website of this computer; nobody else is asked in a test."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reportwizard.checks.links.online import Answer, is_public
from reportwizard.commands import request_links as requesting
from reportwizard.commands.check import check_online
from reportwizard.commands.request_links import request_links
from reportwizard.errors import ReportWizardError
from support.cases import each_case
from support.small_reports import small_report
from support.website import Website, a_website

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def site() -> Iterator[Website]:
    with a_website() as site:
        yield site


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch, site: Website) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    site.asked.clear()


def here(host: str) -> bool:
    """Only this website may be asked."""
    return host == "127.0.0.1"


def ask(site: Website, path: str) -> Answer:
    link = site.link(path)
    return request_links([link], public=here)[link]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/ok", Answer(200)),
        ("/moved", Answer(200)),
        ("/no-head", Answer(200)),
        ("/shy", Answer(200)),
        ("/missing", Answer(404)),
        ("/moved-away", Answer(404)),
        ("/gone", Answer(410)),
        ("/closed", Answer(401)),
        ("/forbidden", Answer(403)),
        ("/broken", Answer(500)),
        ("/busy", Answer(429)),
        ("/document", Answer(302, signs_in=True)),
        ("/circle", Answer(reason="it redirects without end")),
        ("/elsewhere", Answer(reason="it leads to an address that is not public")),
        ("/home", Answer(reason="it leads to an address that is not public")),
    ],
)
def test_what_a_website_answers(site: Website, path: str, answer: Answer) -> None:
    assert ask(site, path) == answer


def test_the_page_is_only_asked_for_where_the_head_is_refused(site: Website) -> None:
    ask(site, "/ok")
    assert site.asked == [("HEAD", "/ok")]
    site.asked.clear()
    ask(site, "/no-head")
    assert site.asked == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_the_program_says_what_it_is_and_keeps_no_cookies(site: Website) -> None:
    ask(site, "/moved")
    assert all(name.startswith("reportwizard/") and "grant report" in name for name in site.programs)


def test_a_page_without_end_is_not_read(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requesting, "_ask_once", _only_get(requesting._ask_once))
    assert ask(site, "/endless").status == 200


def _only_get(once: Any) -> Any:
    return lambda client, _way, address, public: once(client, "GET", address, public)


def test_a_website_that_does_not_answer_is_not_waited_for(
    site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requesting, "SECONDS", 0.3)
    assert ask(site, "/slow") == Answer(reason="no answer in time", connected=False)


def test_all_together_have_an_end_too(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    links = [site.link(f"/slow?{number}") for number in range(4)] + [site.link("/slow")]
    monkeypatch.setattr(requesting, "SECONDS_IN_ALL", 0.3)
    answers = request_links(links, public=here)
    assert list(answers) == links
    assert answers[site.link("/slow")].reason == "no answer in time"


def test_one_website_is_asked_two_things_at_once_at_most(site: Website) -> None:
    site.most_at_once = 0
    links = [site.link(f"/crowded?{number}") for number in range(8)]
    assert {answer.status for answer in request_links(links, public=here).values()} == {200}
    assert len(site.asked) == 8
    assert 1 <= site.most_at_once <= 2


def test_where_nothing_listens_it_was_not_reached() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        link = f"http://127.0.0.1:{free.getsockname()[1]}/"
    answer = request_links([link], public=here)[link]
    assert answer == Answer(reason="its website was not reached", connected=False)


@each_case("link", ["http://", "http://[", "http://a..b/", "http://ä ö/", "http://x:99999/"])
def test_what_is_no_link_gives_words(link: str) -> None:
    assert request_links([link], public=here)[link].reason


@pytest.mark.parametrize("name", ["0x7f.0.0.1", "2130706433.", "name.example.org"])
def test_a_name_of_this_computer_is_not_requested(
    site: Website, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = socket.getaddrinfo

    def numbers(host: str, *more: Any, **others: Any) -> Any:
        return real("127.0.0.1" if host == name else host, *more, **others)

    monkeypatch.setattr(socket, "getaddrinfo", numbers)
    link = site.link("/ok").replace("127.0.0.1", name)
    assert request_links([link], public=is_public)[link] == Answer(
        reason="it leads to an address that is not public"
    )
    assert site.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked_under_the_name(
    site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = socket.getaddrinfo, []

    def numbers(host: str, *more: Any, **others: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1", *more, **others)

    monkeypatch.setattr(socket, "getaddrinfo", numbers)
    link = site.link("/ok").replace("127.0.0.1", "name.example.org")
    answers = request_links([link], public=lambda host: host in ("name.example.org", "127.0.0.1"))
    assert answers[link] == Answer(200)
    assert [host for host in asked if host != "127.0.0.1"] == ["name.example.org"]


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportwizard.commands.request_links", None)
    with pytest.raises(ReportWizardError) as told:
        check_online(small_report())
    assert "pip install" in told.value.hint


def test_a_bar_is_drawn_only_where_somebody_sees_it(
    site: Website, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(site, "/ok")
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    ask(site, "/ok")
    out, err = capsys.readouterr()
    assert out == ""
    assert "1/1" in err


@each_case(
    ("host", "public"),
    [
        ("meta.wikimedia.org", True),
        ("8.8.8.8", True),
        ("localhost", False),
        ("printer.local", False),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("[fe80::1]", False),
        ("::ffff:127.0.0.1", False),
        ("intranet", False),
        ("", False),
    ],
)
def test_only_public_places_may_be_asked(host: str, public: bool) -> None:
    assert is_public(host) is public
