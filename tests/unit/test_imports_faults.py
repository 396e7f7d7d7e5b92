# ruff: noqa: E501  the lines of pages are long
"""Faults that an import must never have again, each with its kind, and a page in every shape."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reportwizard.errors import PageError
from reportwizard.exports.registry import export_file, export_report
from reportwizard.imports.docx_file import block_text, read_blocks
from reportwizard.imports.registry import MAX_HTML, MAX_TEXT, import_text
from reportwizard.imports.wiki_page import plain_text
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.nasty import complete_report
from support.portal_in_browser import portal
from support.published_pages import FORM, PageStyle, left_over, print_page
from support.saved_pages import as_html, as_source

if TYPE_CHECKING:
    from reportwizard.imports.imported import ImportResult

HEAD = "Rapid Fund Final Report\nFunding program: Rapid Fund\n"
CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "pages"
LAST = {"project_title": "River", "awarded": "5", "surprises": "Rain.", "applicant_response": "Thanks."}


def imported(text: str, currency: str = "KZT") -> ImportResult:
    return import_text(text, currency=currency, locale="en")


def answers(text: str, currency: str = "KZT") -> dict[str, Any]:
    return dict(imported(text, currency).report.answers)


# 1
FEET = {
    "en": 'Retrieved from "https://meta.wikimedia.org/w/index.php?title=X&oldid=23"\nCategories: A | B\n'
    "This page was last edited on 2 May 2024, at 10:00.\nText is available under the Creative Commons "
    "Attribution-ShareAlike License 4.0; additional terms may apply.\nPrivacy policy\nAbout Meta\nStatistics",
    "es": "Categoría: Informes\nEsta página se editó por última vez el 2 may 2024 a las 10:00.\nEl texto está "
    "disponible bajo la Licencia Creative Commons Atribución-CompartirIgual 4.0; pueden aplicarse cláusulas "
    "adicionales.\n  • Política de privacidad\n  • Acerca de Meta",
    "kk": "Санат: Есептер\nБұл бетті соңғы рет өңдеген уақыты: 2024 ж. мамырдың 2, 10:00.\nМәтін Creative Commons "
    "Attribution-ShareAlike License 4.0 шарттарымен жеткілікті;\nҚұпиялылық саясаты",
    "ar": "تصنيف: تقارير\nآخر تعديل لهذه الصفحة كان يوم 2 مايو 2024، الساعة 10:00.\nالنصوص متاحة تحت رخصة Creative "
    "Commons نسب-المشاركة 4.0؛ قد تنطبق مواد أخرى.\nسياسة الخصوصية",
}


@each_case("language", FEET)
def test_the_foot_of_a_wiki_is_removed_in_any_language(language: str) -> None:
    page = print_page(LAST, PageStyle())
    found = imported(f"{page}\n\n{FEET[language]}")
    assert found.report.answers == imported(page).report.answers
    assert left_over(found) == ()
    assert left_over(imported(f"{page}\n\n{FEET[language]}\nOne more word")) == ("One more word",)


def test_lines_that_look_like_a_foot_are_the_applicant_s() -> None:
    words = (
        "Retrieved from https://example.org/lake",
        "This page was last edited on Monday, by all of us.",
        "Statistics of the walk: 40 photos",
        "Statistics",
        "Legal",
        "Categories: food, music",
        "We met on 3 May 2024 at 10:00.\nAnd again on 4 May 2024 at 11:00.",
        "Privacy policy\n\nDevelopers",
        "All photos are under Creative Commons.",
    )
    for text in words:
        for name in ("surprises", "applicant_response", "recommendations"):
            assert answers(print_page({**LAST, name: text}, PageStyle()))[name] == text


# 2, 3
OTHER = (
    "8. Other Metrics results.\nOther Metrics name\tMetrics Description\tTarget\tResult\tTools and comments\n"
)
NINE = "\n9. Did you have any difficulties collecting data to measure your results? (required)\n\nNo"


def other(rows: str) -> tuple[list[list[str]], tuple[str, ...]]:
    found = imported(f"{HEAD}Part 3: Metrics\n{OTHER}{rows}{NINE}")
    value: Any = found.report.answers.get("other_metrics", ())
    return [list(row.values()) for row in value], left_over(found)


def test_a_row_ends_when_it_has_all_its_cells() -> None:
    whole = ["Photos used", "of the walk, in articles", "20", "14", "GLAM tool"]
    line = "\t".join(whole)
    for at in (m.start() for m in re.finditer(" ", line)):
        assert other(f"{line[:at]}\n{line[at + 1 :]}") == ([whole], ())
    assert other(f"{line}\nA\tb\t1\t2\tc") == ([whole, ["A", "b", "1", "2", "c"]], ())
    assert other("A\tb\t1\nC\td\t3\t4\te") == ([["A", "b", "1"], ["C", "d", "3", "4", "e"]], ())
    # It could end one cell or begin the next one.
    assert other(f"{line}\nsee below\nA\tb\t1\t2\tc")[1] == ("see below",)


def test_a_run_on_row_with_too_few_numbers_is_unplaced() -> None:
    page = print_page({**LAST, "content_metrics": {"wikipedia": ["", "10", "100"]}}, PageStyle())
    found = imported(page)
    assert "content_metrics" not in found.report.answers
    assert "Wikipedia 10 100" in left_over(found)


TABLES = {
    "two bars": "{|\n|-\n| Number of participants || 32 || 33 || Sheet\n|}",
    "no mark for the first row": "{|\n| Number of participants\n| 32\n| 33\n| Sheet\n|}",
    "attributes": '{| class="a"\n! scope="row" | Number of participants\n| style="b: c" | 32\n|title=x|33||Sheet\n|}',
    "headers": "{|\n! !! Target !! Results !! Comments and tools used\n|-\n! Number of participants\n|32||33||Sheet\n|}",
    "caption": "{|\n|+ Caption\n|-\n|Number of participants||32||33||Sheet\n|}",
    "tags": "<table><tr><th>Number of participants</th><td>32</td><td>33</td><td>Sheet</td></tr></table>",
    "marks": "{|\n|'''Number of participants'''||<nowiki>32</nowiki>||&#51;3||[[Sheet]]<!-- x -->\n|}",
    "spans": '{|\n| colspan="4" | People\n|-\n| Number of participants || 32 || 33 || Sheet\n|}',
}


@each_case("table", TABLES.values())
def test_a_table_never_shifts(table: str) -> None:
    found = answers(f"{HEAD}7. Wikimedia Metrics results.\n{table}{NINE}")
    assert found["people_metrics"] == {"participants": {"target": 32, "result": 33, "comments": "Sheet"}}


def test_bars_and_breaks_in_cells_stay_in_them() -> None:
    row = "{|\n|-\n| Number of participants || 32 || 33 || a&#x7C;b<br />c {{!}} d\n|}"
    value: Any = answers(f"{HEAD}7. Wikimedia Metrics results.\n{row}{NINE}")["people_metrics"]
    assert value["participants"]["comments"] == "a|b c | d"
    html = (
        "<table><tr><td rowspan=2>Photos</td><td>d<p>e</p></td><td>1</td><td>2</td><td>x\ty|z</td></tr><tr>"
    )
    html += "<td>f</td><td>3</td><td>4</td><td>g</td></tr></table>"
    page = f"<body><p>{HEAD}</p><p>8. Other Metrics results.</p>{html}<p>{NINE}</p></body>"
    found: Any = answers(page.replace("Funding", "<br>Funding"))["other_metrics"]
    assert [row.get("name", "") for row in found] == ["Photos", ""]
    assert found[0]["description"].split() == ["d", "e"]
    assert (found[1]["description"], found[1]["target"], found[1]["result"]) == ("f", "3", "4")


# 4, 5, 6
def test_the_2022_wording_for_links_is_recognised() -> None:
    page = (
        f"{HEAD}  • Title of Proposal: Hill Radio\nPart 1 Understanding your work\n1. Briefly describe how your "
        "proposed activities and strategies were implemented\n\nSix shows.\n\n3. Please use this space to upload "
        "media and other files that help tell your story and impact.\n\nA file.\n\nField to type in URLs.\n\nA link."
    )
    found = answers(page)
    assert (found["activities_and_results"], found["impact_links"]) == ("Six shows.", "A file.\n\nA link.")


@each_case(
    "mark",
    [
        "*(required)*",
        "_(required)_",
        "''(required)''",
        "**(required)**",
        "(obligatorio)",
        " (required):",
        "''' (required)",
    ],
)
def test_marks_around_required_are_no_answer(mark: str) -> None:
    page = print_page(LAST, PageStyle(required=False))
    for wording in (FORM.by_id["surprises"].wording, FORM.by_id["sharing_plan"].wording):
        page = page.replace(wording, f"**{wording}** {mark}" if mark[0] == "*" else f"{wording} {mark}")
    assert answers(page) == answers(print_page(LAST, PageStyle(required=False)))


@each_case("mark", ["Edit", "edit", "өңдеу", "Modifier | modifier le code"])
def test_an_edit_mark_glued_to_a_heading_is_no_answer(mark: str) -> None:
    page = print_page(LAST, PageStyle(mark="none"))
    for part in FORM.parts[1:]:
        page = page.replace(f"\n{part.heading}\n", f"\n{part.heading}{mark}\n")
    found = imported(page)
    assert found.report.answers == answers(print_page(LAST, PageStyle()))
    assert left_over(found) == ()


def test_a_page_wrapped_at_72_columns_is_read_whole() -> None:
    said = {**LAST, "surprises": "It rained on two of three days, so we stayed. " * 9 + "\n\n- one\n- two"}
    said["surprises"] = said["surprises"].replace(" \n", "\n")
    page = print_page(said, PageStyle())
    lines = (textwrap.wrap(line, 72, break_long_words=False) or [""] for line in page.split("\n"))
    assert answers("\n".join(part for line in lines for part in line)) == answers(page)


def test_a_page_pasted_twice_is_read_once() -> None:
    page = print_page(LAST, PageStyle())
    for between in ("\n\n", f"\n\n{FEET['en']}\n\n"):
        found = imported(page + between + page)
        assert found.report.answers == answers(page)
        assert (left_over(found), len(found.notes)) == ((), 2)
    assert left_over(imported(f"{page}\n\n{page.replace('Rain.', 'Snow.')}")) == ("Snow.",)
    # Another answer counts, even if it is in the first copy, too.
    first = print_page({**LAST, "data_difficulties": "No", "has_unspent_funds": "Yes"}, PageStyle())
    second = print_page({**LAST, "data_difficulties": "Yes", "has_unspent_funds": "Yes"}, PageStyle())
    assert left_over(imported(f"{first}\n\n{second}")) == ("Yes",)
    text = export_report(everything(), "text")
    found = imported(f"{text}\n{text.replace(chr(10) + 'It rained', chr(10) + 'It snowed')}", "BRL")
    assert found.report.answers == everything().answers
    assert [line.partition(" on ")[0] for line in found.unplaced] == ["It snowed"]
    assert ["twice" in note for note in found.notes] == [True]
    stamp = text[text.index("[reportwizard") :]
    found = imported(f"{text}\n{stamp}", "BRL")
    assert found.report.answers["surprises"] == everything().answers["surprises"]
    # A list of the questions is no page.
    wordings = [
        f"{FORM.by_id[key].number}. {FORM.by_id[key].wording}" for key in ("surprises", "sharing_plan")
    ]
    listed = "\n".join([HEAD, *wordings, f"9. {FORM.by_id['data_difficulties'].wording}"])
    found = imported(f"{listed}\n\n{page}")
    assert found.report.answers["surprises"] == "Rain."
    assert not any("twice" in note for note in found.notes)


# 7, 8
def everything() -> Any:
    spent = Expense(date=date(2025, 3, 1), what="Bus | two", amount=Amount(Decimal("12180.50"), "BRL"))
    report = replace(complete_report(), ledger=(spent,))
    for name in ("grant_id", "report_id", "application_type", "organization_name", "recommendations"):
        report = report.with_answer(name, f"{name}: words")
    return report


@each_case(
    "shape",
    ["copied", "source", "text", "mail", "quoted", "twice quoted", "blanks", "twice", "document", "frame"],
)
def test_a_copy_of_our_own_page_is_read_back_exactly(shape: str) -> None:
    report = everything()
    wikitext = re.sub(r"<!--.*?-->", "", export_report(report, "wikitext"))
    text = export_report(report, "text")
    broken = "\n".join(
        "\n".join(textwrap.wrap(line, 78, break_long_words=False)) for line in text.split("\n")
    )
    shapes = {
        "copied": lambda: plain_text(wikitext),
        "source": lambda: wikitext,
        "text": lambda: text.rpartition("[reportwizard")[0],
        "mail": lambda: broken,
        "quoted": lambda: textwrap.indent(broken, "> ", lambda _: True),
        "twice quoted": lambda: textwrap.indent(text, ">> ", lambda _: True),
        "blanks": lambda: text.replace("  ", " \xa0"),
        "twice": lambda: f"{text}\n\n{text}",
        "document": lambda: "\n".join(map(block_text, read_blocks(export_file(report, "docx"))[0])),
        "frame": lambda: as_html(plain_text(wikitext)),
    }
    found = imported(shapes[shape](), "BRL")
    assert {key: _flat(value) for key, value in found.report.answers.items()} == {
        key: _flat(value) for key, value in report.answers.items()
    }
    assert (found.report.ledger, found.report.unplaced, found.unplaced) == (report.ledger, (), ())


def _flat(value: object) -> object:
    """Where a mail program broke lines, a line that ended at its edge may go on."""
    return " ".join(value.split()) if isinstance(value, str) else value


def test_a_fund_in_dollars_and_the_ids_of_grants() -> None:
    page = print_page({"project_title": "R", "awarded": "5200 USD", "spent": "5000 USD"}, PageStyle())
    found = answers(page, "USD")
    assert found["spent_usd"] == found["spent_local"] == Amount(Decimal(5000), "USD")
    assert "spent_local" not in answers(page)
    for grant in ("G-RF-2411-17595", "R-RF-2411-17595", "2411-17595"):
        name = f"Grants:Programs/Wikimedia Community Fund/Rapid Fund/R (ID: {grant})/Final Report"
        assert answers(f"{name}\n{HEAD}Due date: 2024-01-01")["grant_id"] == grant
        assert answers(f"{HEAD}Grant ID: {grant}")["grant_id"] == grant


# 9, and what is refused
def test_a_text_that_is_too_long_is_refused() -> None:
    for text in (
        "a" * (MAX_TEXT + 1),
        "<p>" + "a" * MAX_HTML,
        "<p>" + "a b " * (MAX_TEXT // 3),
        "{|\n|}\n" * 600,
    ):
        with pytest.raises(PageError, match="too long"):
            imported(HEAD + text if text[0] != "<" else text)
    with pytest.raises(PageError, match="no text"):
        imported(" \n")


TECH = "Parts 1-3: Project and impact\n\n1. What was built or achieved during the project?\n\nA tool.\n\nPart 4: Financial "
TECH += "reporting\n\n10. Please state the total amount spent in your local currency. (required)\n\n5"
OTHERS = {
    "tech project": [
        TECH,
        TECH.split("\n\n", 1)[1],
        HEAD + TECH,
        f"{HEAD}Application type: Tech project\n\n{TECH}",
    ],
    "midpoint": [
        "Rapid Fund Midterm Report\nFunding program: Rapid Fund",
        "Rapid Fund Midpoint Report\nReport type: Midpoint",
    ],
    "Conference Fund": ["Conference Fund Final Report\n\nPart 1: Project and impact"],
}


@each_case("name", OTHERS)
def test_other_pages_are_refused_by_name(name: str) -> None:
    for page in OTHERS[name]:
        for shape in (page, as_html(page), f"{as_source(page)}\n== a ==\n== b =="):
            with pytest.raises(PageError, match=name) as refused:
                imported(shape)
            assert "This program writes Rapid Fund final reports" in refused.value.hint


def test_a_machine_translated_page_is_refused() -> None:
    page = print_page({**LAST, "has_unspent_funds": "Yes"}, PageStyle())
    words = re.sub(r"^(\d[\d.]*\.) [^\n]*", r"\1 ¿Qué palabras son estas?", page, flags=re.MULTILINE)
    saved = as_html(page).replace('class="client-js"', 'class="client-js translated-ltr"')
    for text in (words, saved):
        with pytest.raises(PageError, match="translated"):
            imported(text)


def test_the_filled_boxes_of_a_saved_portal_are_answers() -> None:
    page = portal(FORM).replace("</textarea>", "Two walks.\n\n* River\n</textarea>")
    page = re.sub(r"<input name=(\w+)>", r"<input name=\1 value=1234.50>", page)
    for written in (page, page.replace("<input name", "<input type=NUMBER name")):
        found = answers(written)
        assert str(found["spent_local"]) == "1234.50 KZT"
        assert found["surprises"] == found["impact_links"] == "Two walks.\n\n* River"


# The same page in every shape
SAID = {
    "es": (
        "Paseo por el río",
        "Hicimos tres paseos: «río», 1.500 fotos & más.\n\n• uno\n• dos",
        "¿Quién vino?",
    ),
    "kk": ("Өзен бойы", "Үш серуен өткіздік; 40 адам келді.\n\n1. Бірінші\n2. Екінші", "Кім келді?"),
    "ar": ("ذاكرة النهر", "نظمنا ثلاث جولات.\n\nحضر ٤٠ شخصا.", "من حضر؟"),
    "zh": ("河流漫步", "我们组织了三次活动，[[参加者]] 很多。\n\n<谢谢>", "谁来了？"),
}


WORDS_2022 = {
    "activities_and_results": "Briefly describe how your proposed activities and strategies were implemented",
    "impact_links": "Please use this space to upload media and other files that help tell your story and impact.",
}


@each_case("layout", ["2022", "2023", "2025"])
@each_case("language", SAID)
def test_a_page_is_the_same_in_every_shape(language: str, layout: str) -> None:
    title, text, question = SAID[language]
    said: dict[str, Any] = {
        one.id: text for one in FORM.questions if one.kind == "long_text" and not one.reference
    }
    said |= {
        "project_title": title,
        "applicant_username": "Example",
        "learning_questions": question,
        "awarded": "900",
    }
    said |= {
        "spent": "850 USD, 400000",
        "spent_local": "400000",
        "spent_usd": "850",
        "has_unspent_funds": "Yes",
    }
    said |= {"people_metrics": {"participants": ["30", "40", f"{title}, https://example.org/a|b"]}}
    said |= {
        "content_metrics": {"commons": ["", "5", ""]},
        "other_metrics": [[title, text[:9], "1", "2", "c"]],
    }
    page = print_page(said, PageStyle(layout=layout, table="tab", mark="none"))
    for asked, words in WORDS_2022.items() if layout == "2022" else ():
        page = page.replace(FORM.by_id[asked].wording, words)
    copied = answers(page)
    assert all(copied[asked] == text for asked in WORDS_2022)
    assert copied["surprises"] == text
    assert copied["people_metrics"]["participants"]["comments"] == said["people_metrics"]["participants"][2]
    assert copied["content_metrics"] == {"commons": {"created": 5}}
    archive = EmailMessage()
    archive.set_content(as_html(page, lang=language), subtype="html", cte="quoted-printable")
    archive.make_related()
    for shape in (as_html(page), as_html(page, framed=False), as_source(page), archive.as_string()):
        assert answers(shape) == copied


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not part of the repository")
def test_the_cases() -> None:
    found = {path.stem: answers(path.read_text(encoding="utf-8")) for path in CASES.glob("*.txt")}
    assert found["retrieved"]["impact_links"].count("\n\n") == 2
    assert found["retrieved"]["spent_local"] == Amount(Decimal(5000), "KZT")
    assert found["om"]["other_metrics"][0]["target"] == "20"
    assert found["wikitable"]["people_metrics"]["participants"] == {
        "target": 32,
        "result": 33,
        "comments": "Sheet",
    }
    assert found["v1-q3"]["impact_links"].startswith("https://commons")
    assert found["v1-q3"]["activities_and_results"] == "We made six radio shows."
    assert (found["md"]["data_difficulties"], str(found["md"]["spent_usd"])) == (False, "120 USD")
