"""Links that nobody can open as they are written, and the many that are fine."""

from __future__ import annotations

from typing import cast

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.checks import faults_in, links_cut, links_malformed
from support.cases import each_case
from support.small_reports import found, told

COMMONS = "https://commons.wikimedia.org/wiki"


@each_case(
    ("text", "reason", "link"),
    [
        ("www.example.org/x", "scheme", "www.example.org/x"),
        ("see meta.wikimedia.org/wiki/Foo.", "scheme", "meta.wikimedia.org/wiki/Foo"),
        ("https//example.org/x", "scheme", "https//example.org/x"),
        ("http:/example.org", "scheme", "http:/example.org"),
        ("htpps://example.org", "scheme", "htpps://example.org"),
        ("https:\\\\example.org", "scheme", "https:\\\\example.org"),
        ("https://https://example.org", "scheme", "https://https://example.org"),
        ("https:// meta.wikimedia.org/x", "blank", "https:// meta.wikimedia.org/x"),
        ("https://example.org/x)", "bracket", "https://example.org/x)"),
        ("https://example.org/x]", "bracket", "https://example.org/x]"),
        ("https://example.org/x.)", "bracket", "https://example.org/x.)"),
        ("1) https://example.org/x) and", "bracket", "https://example.org/x)"),
        ("https://example.org/Lakes_(2025", "bracket", "https://example.org/Lakes_(2025"),
        ("http://localhost:8000/x", "local", "http://localhost:8000/x"),
        ("http://127.0.0.1/x", "local", "http://127.0.0.1/x"),
        ("http://192.168.1.20/photos", "local", "http://192.168.1.20/photos"),
        ("file:///home/me/report.pdf", "local", "file:///home/me/report.pdf"),
        ("C:\\Users\\me\\report.pdf", "local", "C:\\Users\\me\\report.pdf"),
        ("http://server/x", "host", "http://server/x"),
    ],
)
def test_each_fault_of_a_link_has_its_reason(text: str, reason: str, link: str) -> None:
    assert [(fault.reason, fault.link) for fault in faults_in(text, bare=True)] == [(reason, link)]


@each_case(
    "text",
    [
        "https://example.org/Lakes_(2025)",
        "(https://example.org/Lakes_(2025))",
        "(see https://example.org/x, and https://example.org/y)",
        "(see\nhttps://example.org/x)",
        "[https://example.org/x label]",
        "[label](https://example.org/x)",
        "<https://example.org/x>",
        "{{cite|url=https://example.org/x}}",
        ":) https://example.org/x :)",
        "“https://example.org/x”.",
        "https://web.archive.org/web/2023/https://example.org/",
        "https://example.org/?a=1&b=(2)#c",
        "and/or, km/h, node.js/react, e.g./i.e., 1/2, http/2, TLS/SSL",
        "on kk.wikipedia.org we wrote",
        "Amina@commons.wikimedia.org/x",
        f"{COMMONS}/Category:Lakes_2025 Photos and other files: {COMMONS}/File:A_lake.jpg Survey: here",
        f"{COMMONS}/Category:Lakes: the best ones",
        "请看 https://example.org/页面。然后",
        "انظر https://example.org/صفحة، ثم",
        "C:D, A:\\ and pts: 8/10",
    ],
)
def test_good_links_and_other_words_are_ignored(text: str) -> None:
    assert list(faults_in(text, bare=True)) == []


def test_a_missing_scheme_matters_only_where_links_are_expected() -> None:
    (finding,) = found(
        links_malformed, impact_links="www.example.org", surprises="We were on www.example.org!"
    )
    assert (finding.severity, finding.question) == ("warning", "impact_links")
    assert told(finding, "link", "reason") == ("www.example.org", "scheme")
    assert finding.message == "Without https:// this link does not work: www.example.org."


def test_a_link_in_a_table_is_found_with_its_place() -> None:
    (finding,) = found(links_malformed, other_metrics=({}, {"comments": "http:/example.org"}))
    assert told(finding, "row", "column", "reason") == ("1", "comments", "scheme")


def test_a_long_link_is_shortened_in_the_message_only() -> None:
    link = f"http:/example.org/{'x' * 150}"
    (finding,) = found(links_malformed, impact_links=link)
    assert finding.data["link"] == link
    assert len(finding.message) < 200


def test_a_link_that_stops_at_a_space_is_cut() -> None:
    cut = {
        "Category: Big lakes": "Category",
        " Category:Big_lakes": "",
        "Big_ lakes": "Big_",
        "File:Our lake.jpg": "File:Our",
        "Category:Lakes_(second walk) here": "Category:Lakes_(second",
    }
    for written, left in cut.items():
        (finding,) = found(links_cut, impact_links=f"Photos: {COMMONS}/{written}")
        assert finding.data["link"] == f"{COMMONS}/{left}"
    assert found(links_cut, impact_links=f"Photos: {COMMONS}/Category:Lakes are here") == []


def test_words_that_look_like_the_rest_of_a_name_are_asked_about_and_joined() -> None:
    wiki = "meta.wikimedia.org/wiki"
    for words, joined in (
        ("Mémoire d'oasis", "Mémoire_d'oasis"),
        ("Event:Wiki Loves Douz 2026.", "Event:Wiki_Loves_Douz_2026."),
        ("Mémoire de l’oasis", "Mémoire_de_l’oasis"),
    ):
        for before in ("", "Project page: ", "A first line.\n- "):
            written = f"{before}https://{wiki}/{words}"
            (finding,) = found(links_cut, impact_links=written)
            assert finding.severity == "note"
            assert repaired(finding, written) == f"{before}https://{wiki}/{joined}"
            (finding,) = found(links_malformed, impact_links=f"{before}{wiki}/{words}")
            assert repaired(finding, f"{before}{wiki}/{words}") == f"{before}https://{wiki}/{joined}"
    for silent in (
        "Douz and its photographs",
        "Douz_2026 Amel",
        "Douz (In French)",
        "Douz: In French",
        "Douz",
    ):
        assert found(links_cut, impact_links=f"https://{wiki}/{silent}") == []
    assert found(links_cut, surprises=f"We wrote https://{wiki}/Douz In May") == []


def repaired(finding: Finding, text: str) -> str:
    """The answer after the one repair of a finding."""
    repair = finding.data["repair"]
    assert isinstance(repair, dict)
    old, new = cast("list[str]", repair["replace"])
    return text.replace(old, new)
