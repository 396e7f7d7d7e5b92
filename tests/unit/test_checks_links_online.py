"""What is said about the answers of websites, and which links are asked at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks.links.online import Answer, links_to_request, run_online
from reportwizard.drafts.store.folder import DraftFolder
from support.cases import each_case
from support.command_line import CommandLine, Ran
from support.nasty import complete_report
from support.small_reports import small_report
from support.website import a_website

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = "https://example.org/page"


def codes_for(*answers: Answer) -> list[tuple[str, str]]:
    """The codes and severities for one link each."""
    links = {f"{PAGE}/{number}": answer for number, answer in enumerate(answers)}
    report = small_report(impact_links="\n".join(links))
    return [(finding.code, finding.severity) for finding in run_online(report, links)]


@each_case("status", [200, 204, 301, 302, 304])
def test_a_page_that_answers_gives_no_finding(status: int) -> None:
    assert codes_for(Answer(status)) == []


@each_case(
    ("answer", "code", "severity"),
    [
        (Answer(401), "links.private", "warning"),
        (Answer(403), "links.private", "warning"),
        (Answer(302, signs_in=True), "links.private", "warning"),
        (Answer(404), "links.dead", "warning"),
        (Answer(410), "links.dead", "warning"),
        (Answer(429), "links.unreachable", "note"),
        (Answer(500), "links.unreachable", "note"),
        (Answer(reason="no answer in time", connected=False), "links.unreachable", "note"),
    ],
)
def test_each_status_gives_its_finding(answer: Answer, code: str, severity: str) -> None:
    assert codes_for(answer, Answer(200)) == [(code, severity)]


def test_an_offline_computer_gives_one_finding() -> None:
    links = {f"{PAGE}/{number}": Answer(reason="x", connected=False) for number in range(40)}
    (finding,) = run_online(small_report(impact_links=" ".join(links)), links)
    assert finding.message.startswith("No website could be reached. Is this computer online?")
    assert (finding.code, finding.severity, finding.question) == ("links.unreachable", "note", "impact_links")


def test_each_public_link_is_requested_once() -> None:
    report = small_report(
        impact_links=f"{PAGE} {PAGE}#part http://localhost/x http://192.168.1.5/ http://intranet/",
        shared_materials=f"({PAGE}) https://www.facebook.com/ours https://x.com/ours https://w.wiki/a.",
    )
    assert links_to_request(report) == {PAGE: "impact_links", "https://w.wiki/a": "shared_materials"}


def test_a_finding_holds_the_link_as_written_and_its_question() -> None:
    report = small_report(impact_links="https://example.org/ok", surprises=f"See {PAGE}#part.")
    answers = {"https://example.org/ok": Answer(200), PAGE: Answer(404)}
    (finding,) = run_online(report, answers)
    assert (finding.question, finding.data["link"], finding.data["status"]) == (
        "surprises",
        f"{PAGE}#part",
        404,
    )


def new(ran: Ran, before: Ran) -> list[dict[str, str]]:
    """What was found now and not before."""
    return [one for one in ran.json["findings"] if one not in before.json["findings"]]


def test_the_command_requests_links_only_with_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("reportwizard.checks.links.online.is_public", lambda host: host == "127.0.0.1")
    run = CommandLine(tmp_path)
    with a_website() as site:
        links = "\n".join(site.link(path) for path in ("/ok", "/missing", "/document"))
        report = complete_report().with_answer("surprises", f"We saw:\n{links}")
        DraftFolder(run.drafts).save("ours", report)
        plain = run("check", "ours", "--json")
        assert site.asked == []
        ran = run("check", "ours", "--online", "--json")
        assert {path for _, path in site.asked} == {"/ok", "/missing", "/document"}
        assert (ran.status, ran.err) == (0, "")
        assert sorted(item["code"] for item in new(ran, plain)) == ["links.dead", "links.private"]
        why = ("--reason", "Only those who came may read it.")
        assert run("dismiss", "ours", "links.private", "surprises", *why).status == 2
        assert run("dismiss", "ours", "links.private", "surprises", *why, "--online").status == 0
        again = run("check", "ours", "--online", "--json")
    assert [item["code"] for item in new(again, plain)] == ["links.dead"]
    assert [one["reason"] for one in again.json["dismissed"]] == [why[1]]
