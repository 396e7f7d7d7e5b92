"""The links of a report: none, missing kinds, open for editing, repeated, malformed, cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reportwizard.checks.finding import Finding
from reportwizard.checks.links import checks as links
from reportwizard.checks.links.checks import faults_in, links_cut, links_malformed
from reportwizard.checks.links.places import bare_links_in, leads_to, links_in, wiki_links_in, without_links
from support.cases import each_case
from support.small_reports import data_values, findings_of

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value

PAGE = "https://meta.wikimedia.org/wiki/Example"
BOARD = "https://outreachdashboard.wmflabs.org/courses/Example/2025"
PHOTOS = "https://commons.wikimedia.org/wiki/Category:Example"


def missing(*texts: str) -> list[object]:
    """The kinds of links that question 2 lacks."""
    findings = findings_of(links.links_missing_kind, impact_links="\n".join(texts))
    assert {finding.severity for finding in findings} <= {"note"}
    return [finding.data["kind"] for finding in findings]


def test_an_answer_without_a_link_is_found() -> None:
    (finding,) = findings_of(links.links_none, impact_links="All is on Commons.")
    assert (finding.severity, finding.question) == ("warning", "impact_links")
    assert finding.message.startswith("There is no link here. Add the links to your project page")
    assert findings_of(links.links_missing_kind, impact_links="All is on Commons.") == []


@each_case("answer", [PAGE, "www.example.org", "meta.wikimedia.org/wiki/X", "[[c:Category:X|photos]]", " "])
def test_any_form_of_link_and_no_answer_are_silent(answer: str) -> None:
    assert findings_of(links.links_none, impact_links=answer) == []


def test_materials_need_no_link() -> None:
    assert findings_of(links.links_none, shared_materials="We used no materials.") == []


def test_each_missing_kind_that_the_form_asks_for_is_found() -> None:
    assert missing(PAGE, BOARD, PHOTOS) == []
    assert missing(PAGE, PHOTOS) == ["dashboard"]
    assert missing(BOARD, PHOTOS) == ["project_page"]
    assert missing(PAGE, BOARD) == ["photos"]
    assert missing("https://example.org/") == ["project_page", "dashboard", "photos"]


def test_a_kind_may_be_linked_anywhere_in_the_report() -> None:
    table: Value = {"editors": {"result": 5, "comments": f"from {BOARD}"}}
    assert findings_of(links.links_missing_kind, impact_links=f"{PAGE} {PHOTOS}", people_metrics=table) == []


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
    (finding,) = findings_of(links.links_private_edit, financial_report=f"Expenses: {link}.")
    assert (finding.severity, finding.question) == ("warning", "financial_report")
    repair = finding.data["repair"]
    assert isinstance(repair, dict)
    assert repair["replace"] == [link, suggested]
    assert finding.message.startswith("Expenses: ")
    assert findings_of(links.links_private_edit, financial_report=suggested) == []


def test_each_way_of_access_has_its_message() -> None:
    told_of = {
        "https://docs.google.com/document/u/1/d/x/edit?usp=sharing": "note",
        "https://example.sharepoint.com/:w:/s/x": "note",
        "https://drive.google.com/drive/my-drive": "warning",
        "https://mail.google.com/mail/u/0/#inbox": "warning",
        "https://meta.wikimedia.org/wiki/Special:MyPage/x": "warning",
        "https://commons.wikimedia.org/wiki/Special:MyUploads": "warning",
        "https://outreachdashboard.wmflabs.org/courses/x/y?enroll=abc": "warning",
        "https://www.canva.com/design/x/y/edit": "warning",
        f"{PAGE}?action=edit": "warning",
        "https://www.canva.com/design/x/y/view": "",
        "https://outreachdashboard.wmflabs.org/courses/x/y": "",
        "https://drive.google.com/drive/folders/x": "",
        "https://drive.google.com/drive/u/0/folders/x": "",
        "https://drive.google.com/drive/u/1/my-drive": "warning",
        "https://forms.office.com/Pages/DesignPageV2.aspx?id=x": "warning",
    }
    for link, severity in told_of.items():
        findings = findings_of(links.links_private_edit, impact_links=link)
        assert [finding.severity for finding in findings] == [severity] * bool(severity), link


@each_case(
    "link",
    ["https://docs.google.com/document/d/edition/view", "https://example.org/edit"],
)
def test_other_links_with_edit_in_them_are_ignored(link: str) -> None:
    assert findings_of(links.links_private_edit, impact_links=link) == []


def test_a_link_for_editing_is_found_in_a_comment_and_only_once() -> None:
    link = "https://docs.google.com/spreadsheets/d/x/edit"
    table: Value = {"participants": {"result": 5, "comments": link}}
    (finding,) = findings_of(links.links_private_edit, people_metrics=table, financial_report=link)
    assert data_values(finding, "row", "column") == ("participants", "comments")


def test_a_repeated_link_is_found() -> None:
    answers = {"impact_links": PHOTOS, "shared_materials": f"Slides: {PHOTOS}/"}
    (finding,) = findings_of(links.links_duplicate, **answers)
    assert (finding.severity, finding.question) == ("note", "shared_materials")
    assert data_values(finding, "link", "first") == (f"{PHOTOS}/", "impact_links")
    (twice,) = findings_of(links.links_duplicate, impact_links=f"{PHOTOS} {PHOTOS.replace('https', 'http')}")
    assert (twice.question, "This link is here twice: " in twice.message) == ("impact_links", True)


def test_links_in_narratives_may_be_repeated() -> None:
    answers = dict.fromkeys(("impact_links", "sharing_plan", "surprises"), PHOTOS)
    assert findings_of(links.links_duplicate, **answers) == []
    assert findings_of(links.links_duplicate, impact_links=f"{PHOTOS} {PHOTOS}_2 {PHOTOS}?uselang=kk") == []


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


# --- links that nobody can open as they are written ---------------------------------------------------------

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
    (finding,) = findings_of(
        links_malformed, impact_links="www.example.org", surprises="We were on www.example.org!"
    )
    assert (finding.severity, finding.question) == ("warning", "impact_links")
    assert data_values(finding, "link", "reason") == ("www.example.org", "scheme")
    assert finding.message == "This link does not work: www.example.org. Write https:// in front of it."


def test_a_link_in_a_table_is_found_with_its_place() -> None:
    (finding,) = findings_of(links_malformed, other_metrics=({}, {"comments": "http:/example.org"}))
    assert data_values(finding, "row", "column", "reason") == ("1", "comments", "scheme")


def test_a_long_link_is_shortened_in_the_message_only() -> None:
    link = f"http:/example.org/{'x' * 150}"
    (finding,) = findings_of(links_malformed, impact_links=link)
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
        (finding,) = findings_of(links_cut, impact_links=f"Photos: {COMMONS}/{written}")
        assert finding.data["link"] == f"{COMMONS}/{left}"
    assert findings_of(links_cut, impact_links=f"Photos: {COMMONS}/Category:Lakes are here") == []


def test_words_that_look_like_the_rest_of_a_name_are_asked_about_and_joined() -> None:
    wiki = "meta.wikimedia.org/wiki"
    for words, joined in (
        ("Mémoire d'oasis", "Mémoire_d'oasis"),
        ("Event:Wiki Loves Douz 2026.", "Event:Wiki_Loves_Douz_2026."),
        ("Mémoire de l’oasis", "Mémoire_de_l’oasis"),
        ("Category:Photo walks Lalitpur 2025", "Category:Photo_walks_Lalitpur_2025"),
    ):
        for before in ("", "Project page: ", "A first line.\n- "):
            written = f"{before}https://{wiki}/{words}"
            (finding,) = findings_of(links_cut, impact_links=written)
            assert finding.severity == "note"
            assert repaired(finding, written) == f"{before}https://{wiki}/{joined}"
            (finding,) = findings_of(links_malformed, impact_links=f"{before}{wiki}/{words}")
            assert repaired(finding, f"{before}{wiki}/{words}") == f"{before}https://{wiki}/{joined}"
    for silent in (
        "Douz and its photographs",
        "Douz was made during May",
        "Douz_2026 Amel",
        "Douz (In French)",
        "Douz: In French",
        "Douz",
    ):
        assert findings_of(links_cut, impact_links=f"https://{wiki}/{silent}") == []
    assert findings_of(links_cut, surprises=f"We wrote https://{wiki}/Douz In May") == []


def repaired(finding: Finding, text: str) -> str:
    """The answer after the one repair of a finding."""
    repair = finding.data["repair"]
    assert isinstance(repair, dict)
    old, new = cast("list[str]", repair["replace"])
    return text.replace(old, new)
