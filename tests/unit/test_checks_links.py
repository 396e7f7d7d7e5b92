"""The links of a report: none, missing kinds, open for writing, twice, without https."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks.links import checks as links
from reportwizard.checks.links.places import bare_links_in, leads_to, links_in, wiki_links_in, without_links
from support.cases import each_case
from support.small_reports import found, told

if TYPE_CHECKING:
    from reportwizard.kinds.base import Value

PAGE = "https://meta.wikimedia.org/wiki/Example"
BOARD = "https://outreachdashboard.wmflabs.org/courses/Example/2025"
PHOTOS = "https://commons.wikimedia.org/wiki/Category:Example"


def missing(*texts: str) -> list[object]:
    """The kinds of links that question 2 lacks."""
    findings = found(links.links_missing_kind, impact_links="\n".join(texts))
    assert {finding.severity for finding in findings} <= {"note"}
    return [finding.data["kind"] for finding in findings]


def test_an_answer_without_a_link_is_found() -> None:
    (finding,) = found(links.links_none, impact_links="All is on Commons.")
    assert (finding.severity, finding.question) == ("warning", "impact_links")
    assert "question 2" in finding.message
    assert found(links.links_missing_kind, impact_links="All is on Commons.") == []


@each_case("answer", [PAGE, "www.example.org", "meta.wikimedia.org/wiki/X", "[[c:Category:X|photos]]", " "])
def test_any_form_of_link_and_no_answer_are_silent(answer: str) -> None:
    assert found(links.links_none, impact_links=answer) == []


def test_materials_need_no_link() -> None:
    assert found(links.links_none, shared_materials="We used no materials.") == []


def test_each_missing_kind_that_the_form_asks_for_is_found() -> None:
    assert missing(PAGE, BOARD, PHOTOS) == []
    assert missing(PAGE, PHOTOS) == ["dashboard"]
    assert missing(BOARD, PHOTOS) == ["project_page"]
    assert missing(PAGE, BOARD) == ["photos"]
    assert missing("https://example.org/") == ["project_page", "dashboard", "photos"]


def test_a_kind_may_be_linked_anywhere_in_the_report() -> None:
    table: Value = {"editors": {"result": 5, "comments": f"from {BOARD}"}}
    assert found(links.links_missing_kind, impact_links=f"{PAGE} {PHOTOS}", people_metrics=table) == []


@each_case(
    ("kind", "link"),
    [
        ("project_page", "https://meta.m.wikimedia.org/wiki/Event:Example"),
        (
            "project_page",
            "https://kk.wikipedia.org/wiki/%D0%A3%D0%B8%D0%BA%D0%B8%D0%BF%D0%B5%D0%B4%D0%B8%D1%8F:Example",
        ),
        ("project_page", "https://commons.wikimedia.org/wiki/Commons:Example_2025"),
        ("dashboard", "https://fountain.toolforge.org/editathons/example"),
        ("dashboard", "https://hashtags.wmcloud.org/?query=example"),
        ("dashboard", "HTTPS://OutreachDashboard.wmflabs.org/courses/Example"),
        ("photos", "https://www.youtube.com/watch?v=example"),
        ("photos", "https://photos.app.goo.gl/example"),
        ("slides", "https://docs.google.com/presentation/d/example/view"),
        ("survey", "https://forms.gle/example"),
    ],
)
def test_kinds_are_known_by_host_and_path(kind: str, link: str) -> None:
    (one,) = links_in(link)
    assert leads_to(one, f"kinds.{kind}")


@each_case("link", ["https://en.wikipedia.org/wiki/Almaty", "https://example.org/meta.wikimedia.org/wiki/"])
def test_an_article_or_another_site_is_no_project_page(link: str) -> None:
    (one,) = links_in(link)
    assert not leads_to(one, "kinds.project_page")


@each_case(
    ("link", "suggested"),
    [
        (
            "https://docs.google.com/spreadsheets/d/x/edit#gid=1",
            "https://docs.google.com/spreadsheets/d/x/view",
        ),
        (
            "https://docs.google.com/forms/d/x/edit#responses",
            "https://docs.google.com/forms/d/x/viewanalytics",
        ),
        ("https://docs.google.com/forms/d/x/edit", "https://docs.google.com/forms/d/x/viewform"),
        ("https://docs.google.com/presentation/d/x/edit", "https://docs.google.com/presentation/d/x/view"),
        ("https://drive.google.com/file/d/x/edit", "https://drive.google.com/file/d/x/view"),
    ],
)
def test_a_link_for_editing_offers_one_for_viewing(link: str, suggested: str) -> None:
    (finding,) = found(links.links_private_edit, financial_report=f"Expenses: {link}.")
    assert (finding.severity, finding.question) == ("warning", "financial_report")
    assert told(finding, "link", "suggested") == (link, suggested)
    assert finding.message.startswith("Expenses: ")
    assert found(links.links_private_edit, financial_report=suggested) == []


def test_each_way_of_access_has_its_message() -> None:
    told_of = {
        "https://docs.google.com/document/u/1/d/x/edit?usp=sharing": "note",
        "https://example.sharepoint.com/:w:/s/x": "note",
        "https://drive.google.com/drive/my-drive": "warning",
        "https://mail.google.com/mail/u/0/#inbox": "warning",
        "https://meta.wikimedia.org/wiki/Special:MyPage/x": "warning",
        "https://outreachdashboard.wmflabs.org/courses/x/y?enroll=abc": "warning",
        "https://www.canva.com/design/x/y/edit": "warning",
        f"{PAGE}?action=edit": "warning",
        "https://www.canva.com/design/x/y/view": "",
        "https://outreachdashboard.wmflabs.org/courses/x/y": "",
        "https://drive.google.com/drive/folders/x": "",
    }
    for link, severity in told_of.items():
        findings = found(links.links_private_edit, impact_links=link)
        assert [finding.severity for finding in findings] == [severity] * bool(severity), link


@each_case(
    "link",
    ["https://docs.google.com/document/d/edition/view", "https://example.org/edit"],
)
def test_other_links_with_edit_in_them_are_ignored(link: str) -> None:
    assert found(links.links_private_edit, impact_links=link) == []


def test_a_link_for_editing_is_found_in_a_comment_and_only_once() -> None:
    link = "https://docs.google.com/spreadsheets/d/x/edit"
    table: Value = {"participants": {"result": 5, "comments": link}}
    (finding,) = found(links.links_private_edit, people_metrics=table, financial_report=link)
    assert told(finding, "row", "column") == ("participants", "comments")


def test_a_repeated_link_is_found() -> None:
    (finding,) = found(links.links_duplicate, impact_links=PHOTOS, shared_materials=f"Slides: {PHOTOS}/")
    assert (finding.severity, finding.question) == ("note", "shared_materials")
    assert told(finding, "link", "first") == (f"{PHOTOS}/", "impact_links")
    (twice,) = found(links.links_duplicate, impact_links=f"{PHOTOS} {PHOTOS.replace('https', 'http')}")
    assert twice.question == "impact_links"


def test_links_in_narratives_may_be_repeated() -> None:
    assert found(links.links_duplicate, impact_links=PHOTOS, sharing_plan=PHOTOS, surprises=PHOTOS) == []
    assert found(links.links_duplicate, impact_links=f"{PHOTOS} {PHOTOS}_2 {PHOTOS}?uselang=kk") == []


def test_links_are_blanked_out_at_their_place() -> None:
    text = f"See {PAGE}, 27 people"
    assert without_links(text) == f"See {' ' * len(PAGE)}, 27 people"
    assert without_links("no link") == "no link"


def test_links_without_https_are_found_only_where_the_host_is_known() -> None:
    text = "www.example.org, (commons.wikimedia.org/wiki/File:A.jpg) and/or node.js/x a@meta.wikimedia.org/x"
    assert [link.text for link in bare_links_in(text)] == [
        "www.example.org",
        "commons.wikimedia.org/wiki/File:A.jpg",
    ]


def test_links_of_a_wiki_lead_to_their_wiki() -> None:
    text = "[[c:Category:Big lakes|lakes]] [[:m:Event:X]] [[Example]] [[not\na link]] [[]]"
    assert [link.address for link in wiki_links_in(text)] == [
        "commons.wikimedia.org/wiki/Category:Big_lakes",
        "meta.wikimedia.org/wiki/Event:X",
        "meta.wikimedia.org/wiki/Example",
    ]
