"""Word documents: what is in them, and what comes back of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportwizard.drafts.format.answers import plain_of
from reportwizard.drafts.history.versions import Version
from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import PageError, ReportWizardError
from reportwizard.exports.registry import export_file, export_report
from reportwizard.hand_in.review_copy import Returned, merge_returned, review_copy
from reportwizard.imports.docx import TRACKED_CHANGES, read
from reportwizard.imports.registry import import_file
from reportwizard.kinds.values import Typed
from reportwizard.report.due import mark_handed_in
from reportwizard.report.hand_in import ReviewComment
from reportwizard.report.report import Report
from support.cases import each_case
from support.command_line import CommandLine
from support.documents import (
    MAIN,
    commented,
    edited,
    packed,
    parts,
    without_headings,
    without_marks,
    without_prints,
)
from support.drafts import NOW
from support.nasty import complete_report, nasty_report

REPORT = complete_report()
RAIN, SUN = "It rained on two of three days", "The sun shone on two of three days"


@cache
def whole_copy() -> bytes:
    return export_file(REPORT, "docx")


def back(data: bytes, mine: Report = REPORT, versions: tuple[Version, ...] = ()) -> Returned:
    return merge_returned(data, "a.docx", mine, versions, NOW)


def _metrics(report: Report) -> Any:
    return report.answers["content_metrics"]


def _target(report: Report, row: str) -> object:
    return _metrics(report)[row]["target"]


def test_the_content_of_a_document() -> None:
    document = docx.Document(io.BytesIO(whole_copy()))
    styles = [(one.style and one.style.name, one.text) for one in document.paragraphs]
    assert styles[0] == ("Title", REPORT.title)
    assert ("Heading 1", "Part 2: Learning") in styles
    assert ("Answer", "small groups of 4 or 5 people") in styles
    links = {one.address for paragraph in document.paragraphs for one in paragraph.hyperlinks}
    assert "https://meta.wikimedia.org/wiki/Lagoas_(2025)" in links
    about = document.core_properties
    assert (about.title, about.author, about.created, about.last_modified_by) == (REPORT.title, "", None, "")
    assert export_file(REPORT, "docx") == whole_copy()
    text = parts(whole_copy())[MAIN].decode()
    assert text.count("<w:tblHeader/>") == 3
    assert "w:bidi" not in text
    assert b"thumbnail" not in whole_copy()
    long = REPORT.with_answer("project_title", "Rain " * 99)
    assert docx.Document(io.BytesIO(export_file(long, "docx"))).core_properties.title == ("Rain " * 99)[:255]


def test_a_line_that_is_written_from_right_to_left_runs_so() -> None:
    words = "\u0645\u0631\u062d\u0628\u0627 https://example.org/x"
    text = parts(export_file(REPORT.with_answer("surprises", words), "docx"))[MAIN].decode()
    line = next(one for one in re.findall(r"<w:p>.*?</w:p>", text) if words[:5] in one)
    assert "<w:bidi/>" in line
    assert line.count("<w:rtl/>") == 1


def test_links_that_word_refuses_stay_text() -> None:
    odd = "https://example.org:99999999/ https://[x] https://-.. https://\u4f8b.example/"
    data = export_file(REPORT.with_answer("surprises", odd), "docx")
    assert not any(bad in parts(data)["word/_rels/document.xml.rels"].decode() for bad in odd.split())


def test_a_copy_for_review_says_what_we_found_at_its_question_and_reads_back_without_it() -> None:
    report = REPORT.with_answer("learning_answers", None)
    data = review_copy(report, date(2025, 6, 1))
    document = docx.Document(io.BytesIO(data))
    told = [one.text for one in document.comments]
    assert any("required" in words or "answer" in words.lower() for words in told)
    assert {one.author for one in document.comments} == {"reportwizard"}
    assert b"w:date" not in parts(data)["word/comments.xml"]
    assert "DRAFT: not finished" in document.paragraphs[0].text
    assert import_file(data, "").report.comments == ()
    for title in ("https://example.org/x", "* ", None):
        odd = REPORT.with_answer("project_title", title).with_answer("applicant_username", None)
        assert b"w:comment " in parts(review_copy(odd, date(2025, 6, 1)))["word/comments.xml"]
    assert data == review_copy(report, date(2025, 6, 1))


@pytest.mark.parametrize("other", [bytes, without_marks, without_headings])
def test_each_program_s_way_to_keep_a_document_reads_back(other: Callable[[bytes], bytes]) -> None:
    report = import_file(other(whole_copy()), "x").report
    assert dict(report.answers) == dict(REPORT.answers)
    assert report.unplaced == ()
    returned = back(other(edited(whole_copy(), (RAIN, SUN))))
    assert returned.merged.taken == ("surprises",)
    assert str(returned.merged.report.answers["surprises"]).startswith(SUN)


def test_what_was_changed_there_is_taken_and_what_was_changed_here_stays() -> None:
    mine = REPORT.with_answer("sharing_plan", "Another plan.").with_answer("spent_usd", None)
    there = edited(whole_copy(), (RAIN, SUN), ("lists on paper", "lists by hand"), (">300<", ">310<"))
    returned = back(there, mine)
    report = returned.merged.report
    assert returned.merged.taken == ("surprises", "people_metrics", "content_metrics")
    assert returned.merged.kept_twice == ()
    assert report.answers["sharing_plan"] == "Another plan."
    assert "spent_usd" not in report.answers
    assert _target(report, "commons") == 310
    assert (report.locale, report.currency, report.dismissed) == (mine.locale, mine.currency, mine.dismissed)


def test_what_was_changed_in_both_places_is_kept_twice_with_what_history_knows() -> None:
    there = edited(whole_copy(), (RAIN, SUN), (">300<", ">310<"))
    mine = REPORT.with_answer("surprises", "Snow.")
    metrics: Any = {**_metrics(REPORT), "wikidata": {"target": 5}}
    mine = mine.with_answer("content_metrics", metrics)
    twice = back(there, mine).merged
    assert twice.kept_twice == ("surprises", "content_metrics")
    assert [one.answer_id for one in conflicts_of(twice.report)] == ["surprises", "content_metrics"]
    assert twice.report.answers["surprises"] == "Snow."
    before = Version(NOW, "content_metrics", plain_of(REPORT, "content_metrics"))
    once = back(there, mine, (before,)).merged
    assert once.kept_twice == ("surprises",)
    assert _target(once.report, "commons") == 310
    assert _target(once.report, "wikidata") == 5


def test_an_answer_that_was_taken_away_there_goes_and_a_new_one_comes() -> None:
    words = REPORT.answers["sharing_plan"]
    there = edited(whole_copy(), (str(words), ""))
    assert "sharing_plan" not in back(there).merged.report.answers
    untabled = edited(
        whole_copy(),
        edit=lambda text: re.sub(r"(rw_people_metrics.*?)<w:tbl>.*?</w:tbl>", r"\1", text, count=1),
    )
    assert "people_metrics" not in back(untabled).merged.report.answers
    mine = REPORT.with_answer("sharing_plan", None)
    new = edited(export_file(mine, "docx"), edit=lambda text: _fill(text, "rw_sharing_plan", "A new plan."))
    assert back(new, mine).merged.report.answers["sharing_plan"] == "A new plan."


def _fill(text: str, mark: str, words: str) -> str:
    start = text.index('<w:pStyle w:val="Answer"/></w:pPr>', text.index(mark))
    end = start + len('<w:pStyle w:val="Answer"/></w:pPr>')
    return f"{text[:end]}<w:r><w:t>{words}</w:t></w:r>{text[end:]}"


def test_comments_come_beside_their_answers_once() -> None:
    there = commented(whole_copy(), RAIN, "Ana", "Which month?")
    returned = back(there)
    remark = ReviewComment(f"“{RAIN}, so we went to the museum.”: Which month?", "Ana", ("surprises",))
    assert returned.merged.report.comments == (remark,)
    settled = replace(REPORT, comments=(replace(remark, settled=True),))
    again = back(there, settled)
    assert (again.comments, again.merged.report.comments) == (0, settled.comments)
    assert not any(
        b"Which month" in part for part in parts(review_copy(returned.merged.report, NOW.date())).values()
    )
    assert export_file(settled, "docx") == whole_copy()


def test_a_comment_on_several_answers_is_about_each() -> None:
    there = commented(whole_copy(), "We held three photo w", "Ana", "Which month?")

    def edit(text: str) -> str:
        end = re.search(r'<w:commentRangeEnd w:id="9"/><w:r><w:commentReference w:id="9"/></w:r>', text)
        assert end
        text = text.replace(end[0], "")
        at = text.index("</w:p>", text.index(RAIN))
        return f"{text[:at]}{end[0]}{text[at:]}"

    (remark,) = back(edited(there, edit=edit)).merged.report.comments
    assert remark.answers == ("activities_and_results", "surprises")


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    run = f'<w:t xml:space="preserve">{RAIN}'
    old = f'<w:del w:id="1"><w:r><w:delText>Snow. </w:delText></w:r></w:del><w:r>{run}'
    there = edited(
        whole_copy(),
        (f"<w:r>{run}", old),
        (", so we went", "<w:tab/></w:t></w:r><w:ins><w:r><w:t>!</w:t></w:r></w:ins><w:r><w:t>, so we went"),
    )
    returned = back(there)
    assert str(returned.merged.report.answers["surprises"]).startswith(f"{RAIN}")
    assert "!, so we went" in str(returned.merged.report.answers["surprises"])
    assert "Snow" not in str(returned.merged.report.answers)
    assert returned.notes == (TRACKED_CHANGES,)


def test_no_word_that_somebody_put_into_a_document_is_lost() -> None:
    """Words in the style of the help, moved and joined paragraphs, numbers that were put into one cell."""
    cell = _target(REPORT, "commons")
    away = "<w:p><w:pPr><w:rPr><w:{}/></w:rPr></w:pPr>{}</w:p>"
    moved = away.format("moveFrom", "<w:moveFrom><w:r><w:t>Old</w:t></w:r></w:moveFrom>")
    joined = away.format("del", '<w:r><w:commentReference w:id="9"/></w:r>')
    helped = '<w:p><w:pPr><w:pStyle w:val="Help"/></w:pPr><w:r><w:t>Ask Ana</w:t></w:r></w:p>'

    def edit(text: str) -> str:
        at = text.rindex("<w:p>", 0, text.index(RAIN))
        text = f"{text[:at]}{helped}{moved}{joined}{text[at:]}"
        start = text.index(f">{cell}</w:t>", text.index("Wikimedia Commons"))
        return f"{text[:start]}>{cell}</w:t></w:r></w:p><w:p><w:r><w:t>212{text[start + len(f'>{cell}') :]}"

    returned = back(edited(commented(whole_copy(), "General information", "Ana", "Who?"), edit=edit))
    assert returned.merged.taken == ("content_metrics",)
    assert _target(returned.merged.report, "commons") == Typed(f"{cell} / 212")
    assert returned.beside == returned.merged.report.unplaced == ("Ask Ana",)
    assert ("surprises",) in {one.answers for one in returned.merged.report.comments}
    assert any("Ask Ana" in words for words in returned.messages(""))
    assert back(edited(whole_copy(), ("[reportwizard: ", "[rep: "))).merged.taken == ()
    short = REPORT.with_answer("surprises", RAIN)
    emptied = edited(export_file(short, "docx"), (RAIN, "</w:t></w:r></w:p><w:p><w:r><w:t> "))
    assert "surprises" not in back(emptied, short).merged.report.answers


def test_a_fact_whose_cells_were_merged_keeps_its_answer() -> None:
    title = REPORT.answers["project_title"]
    border = "</w:tc><w:tc><w:tcPr>.*?</w:tcPr>"
    wide = ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')
    renamed = (*wide, "Project title:", "Name:")
    for pattern, changes, read_title, beside in (
        (border, wide, title, []),
        (f"</w:p>{border}<w:p>(?:<w:pPr>.*?</w:pPr>)?", (), title, []),
        (f"{border}.*(?=</w:tc>)", (), None, [title]),
        (border, renamed, None, [title, f"Name:\n{title}\t"]),
        ("<w:tc>.*</w:tc>", (), None, [title]),
    ):

        def edit(text: str, pattern: str = pattern, changes: tuple[str, ...] = changes) -> str:
            start = text.index("<w:tr>")
            end = text.index("</w:tr>", start)
            row = re.sub(pattern, "", text[start:end])
            for old, new in zip(changes[::2], changes[1::2], strict=True):
                row = row.replace(old, new, 1)
            return text[:start] + row + text[end:]

        imported = import_file(edited(whole_copy(), edit=edit), "x")
        assert imported.report.answers.get("project_title") == read_title, pattern
        assert sorted(imported.unplaced) == sorted(map(str, beside)), pattern


def test_a_report_that_is_handed_in_takes_comments_and_no_changes() -> None:
    mine = mark_handed_in(REPORT, NOW.date())
    assert back(commented(whole_copy(), RAIN, "Ana", "Which month?"), mine).comments == 1
    with pytest.raises(PageError) as caught:
        back(edited(whole_copy(), (RAIN, SUN)), mine)
    assert caught.value.message == "This report is handed in. Nothing was changed."
    assert caught.value.hint == "To change it, open it again: F6 in the wizard, or hand-in --open-again."


def test_fingerprints_count_only_for_the_same_version_of_the_form() -> None:
    for data, has_any in (
        (whole_copy(), True),
        (edited(whole_copy(), ("version=2023", "version=2022")), False),
        (without_prints(whole_copy()), False),
    ):
        copy = read(data, currency="", locale="en")
        assert copy is not None
        assert bool(copy.fingerprints) is has_any


def test_a_question_that_was_not_asked_needs_no_heading() -> None:
    report = REPORT.with_answer("has_unspent_funds", False)
    for name in ("unspent_explanation", "unspent_plan", "unspent_plan_details"):
        report = report.with_answer(name, None)
    data = without_prints(export_file(report, "docx"))
    assert "13.1" not in parts(data)[MAIN].decode()
    assert dict(import_file(data, "x").report.answers) == dict(report.answers)


def _heading_gone(data: bytes) -> bytes:
    return edited(data, edit=lambda text: re.sub(r"<w:p>(?:(?!</w:p>).)*rw_surprises.*?</w:p>", "", text))


def _translated(data: bytes) -> bytes:
    return edited(data, edit=lambda text: re.sub(r"(Heading\d.*?<w:t[^>]*>)[^<]*", r"\1Otra cosa", text))


def _bomb(data: bytes) -> bytes:
    return packed({**parts(data), MAIN: b"<w:document>" + b" " * 20_000_000})


@each_case(
    ("data", "words"),
    lambda: [
        (
            _heading_gone(whole_copy()),
            "The heading “5. Did anything unexpected .*” is gone from this document",
        ),
        (without_prints(_heading_gone(whole_copy())), "The heading “5. Did anything unexpected .*” is gone"),
        (without_marks(_heading_gone(whole_copy())), "The heading “5. Did anything unexpected .*” is gone"),
        (_translated(whole_copy()), "not the questions of the form"),
        (_translated(without_marks(whole_copy())), "not the questions of the form"),
        (edited(whole_copy(), ("form=rapid-fund-final", "form=another-form")), "report of another form"),
        (export_file(nasty_report(3), "docx"), "copy of another report"),
        (_bomb(whole_copy()), "too long for a report"),
        (edited(whole_copy(), ("<w:body>", f"<w:body>{'<w:p/>' * 100_001}")), "too long for a report"),
        (edited(whole_copy(), ("<w:document", '<!DOCTYPE w [<!ENTITY a "a">]><w:document')), "damaged"),
        (edited(whole_copy(), ("<w:body>", f"<w:body>{'<w:sdt>' * 300}{'</w:sdt>' * 300}")), "damaged"),
        (whole_copy()[:9000], "damaged"),
        (edited(whole_copy(), ("<w:body>", "<w:body")), "damaged"),
        (packed({"word/document.xml": b"<nothing/>"}), "damaged"),
        (b"PK\x03\x04 word/", "damaged"),
        (packed({"word/styles.xml": b"<nothing/>"}), "damaged"),
        (
            edited(
                whole_copy(),
                edit=lambda text: f'<!DOCTYPE a [<!ENTITY b "c">]>{text[text.index("<w:doc") :]}',
            ),
            "damaged",
        ),
        (whole_copy() + b" " * 11_000_000, "larger than 10 MB.* copy without them"),
        (b"%PDF-1.7", "not a Word document"),
        (b"\xd0\xcf\x11\xe0", "not a Word document .* without a password"),
        (b"", "not a Word document"),
    ],
)
def test_what_is_no_copy_of_this_report_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ReportWizardError, match=words) as told:
        back(data)
    assert len(str(told.value)) < 500


def test_a_document_of_other_people_with_the_form_s_questions_is_read_by_its_wording() -> None:
    data = without_headings(
        edited(whole_copy(), edit=lambda text: re.sub(r"\[reportwizard: [^<]*", "", text))
    )
    imported = import_file(data, "x", currency="BRL", locale="pt_BR")
    assert imported.recognised == "rapid-fund-2023-page"
    assert (imported.report.currency, imported.report.locale) == ("BRL", "pt_BR")
    assert RAIN in str(imported.report.answers["surprises"])
    assert (imported.report.comments, imported.notes) == ((), ())
    other = docx.Document()
    form = REPORT.form
    for key, text in (("surprises", "Rain."), ("sharing_plan", "A talk."), ("other_metrics", "")):
        asked = other.add_paragraph(f"{form.by_id[key].number}. {form.by_id[key].wording}")
        answer = other.add_paragraph(text)
    cells = [column.label for column in form.by_id["other_metrics"].columns]
    table = other.add_table(0, 5)
    for row in (cells, ["Photos", "of the walk\nand the lake", "20", "14", "GLAM"]):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    other.add_comment(asked.runs[0], text="Which?", author="Bo")
    other.add_comment(other.paragraphs[1].add_run(" Much."), text="How much?", author="Cy")
    answer._p.append(answer._p.makeelement(answer._p.tag.replace("}p", "}ins")))
    file = io.BytesIO()
    other.save(file)
    imported = import_file(file.getvalue(), "x")
    assert imported.notes == (TRACKED_CHANGES,)
    assert imported.report.comments == (
        ReviewComment("“Much.”: How much?", "Cy", ("surprises",)),
        ReviewComment(imported.report.comments[1].words, "Bo", ("other_metrics",)),
    )
    answers: dict[str, Any] = {**imported.report.answers}
    assert (answers["surprises"], answers["sharing_plan"]) == ("Rain. Much.", "A talk.")
    (photos,) = answers["other_metrics"]
    assert (photos["description"], photos["target"]) == ("of the walk and the lake", "20")
    other = docx.Document()
    for line in export_report(REPORT, "text").split("\n"):
        other.add_paragraph(line)
    file = io.BytesIO()
    other.save(file)
    pasted = import_file(file.getvalue(), "x")
    assert (pasted.recognised, pasted.report.answers) == ("reportwizard-text", REPORT.answers)
    other = docx.Document()
    other.add_paragraph("A letter.")
    other.add_paragraph("X and Y.")
    file = io.BytesIO()
    other.save(file)
    with pytest.raises(PageError, match="not a report that we know"):
        import_file(file.getvalue(), "x")


def test_lists_links_and_breaks_of_a_word_processor_become_words() -> None:
    files = parts(whole_copy())
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{sign}"/></w:lvl></w:abstractNum>'
        for number, kind, sign in ((70, "decimal", "%1."), (71, "bullet", "\uf0b7"), (72, "bullet", "\uf02d"))
    )
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (70, 71, 72))
    numbering, links = "word/numbering.xml", "word/_rels/document.xml.rels"
    files[numbering] = files[numbering].replace(b"</w:numbering>", f"{kinds}{lists}</w:numbering>".encode())
    link = '<Relationship Id="rId99" Type="x" Target="https://example.org/a" TargetMode="External"/>'
    files[links] = files[links].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>{}</w:p>'
    items = "".join(
        numbered.format(n, f"<w:r><w:t>item {at}</w:t></w:r>") for at, n in enumerate((70, 70, 71, 72))
    )
    named = '<w:hyperlink r:id="rId99"><w:r><w:t>our page</w:t></w:r></w:hyperlink>'
    last = (
        "<w:p><w:r><w:t>See </w:t></w:r>"
        + named
        + "<w:r><w:br/><w:t>and</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>"
    )
    start = files[MAIN].decode().index("<w:p>", files[MAIN].decode().index("museum."))
    text = files[MAIN].decode()
    files[MAIN] = f"{text[:start]}{items}{last}{text[start:]}".encode()
    words = str(back(packed(files)).merged.report.answers["surprises"])
    added = "1. item 0\n2. item 1\n* item 2\n- item 3\nSee our page (https://example.org/a)\nand\t\u2011"
    assert f"museum.\n{added}\n\nWe will" in words


def test_the_command_puts_it_into_a_draft(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    folder = DraftFolder(run.drafts)
    folder.save("lagoas", REPORT)
    copy = tmp_path / "copy.docx"
    assert run("export", "lagoas", "--to", "docx", "--review", "-o", copy).status == 0
    assert run("export", "lagoas", "--to", "text", "--review").status == 2
    there = commented(edited(copy.read_bytes(), (RAIN, SUN)), SUN, "Ana", "Which month?")
    copy.write_bytes(there)
    run("set", "lagoas", "sharing_plan", "Another plan.")
    ran = run("import", copy, "--into", "lagoas")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "Changed: 5 Surprises.\n1 comment came with it.\n"
    assert run("get", "lagoas", "surprises").out.startswith(SUN)
    assert run("get", "lagoas", "sharing_plan").out == "Another plan.\n"
    assert run("history", "lagoas", "surprises").out
    run("set", "lagoas", "surprises", "Snow.")
    copy.write_bytes(edited(there, (SUN, "Hail, and more hail")))
    again = run("import", copy, "--into", "lagoas")
    assert "both versions are kept: 5 Surprises. reportwizard choose lagoas shows them." in again.err
    assert "comment" not in again.err
    refused = run("import", copy, "--into", "lagoas", "--name", "x")
    assert (refused.status, refused.out) == (2, "")
    assert run("import", copy, "--name", "new").status == 0
    assert DraftFolder(run.drafts).load("new").comments[0].who == "Ana"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_damage_is_refused_in_words(data: st.DataObject) -> None:
    """A byte that is another one, or an element that is gone, repeated, or without one of its attributes."""
    files = parts(whole_copy())
    name = data.draw(st.sampled_from([MAIN, MAIN, "word/styles.xml", "word/numbering.xml"]))
    root = etree.fromstring(files[name])
    found = list(root.iter("*"))[1:]
    for at in data.draw(st.lists(st.integers(0, len(found) - 1), max_size=6)):
        one, above = found[at], found[at].getparent()
        if one.attrib and data.draw(st.booleans()):
            one.attrib.pop(next(iter(one.attrib)))
        elif above is not None and data.draw(st.booleans()):
            above.remove(one)
        elif above is not None:
            above.append(deepcopy(one))
    changed = bytearray(packed({**files, name: etree.tostring(root)}))
    for at in data.draw(st.lists(st.integers(0, len(changed) - 1), max_size=3)):
        changed[at] ^= 0xFF
    with suppress(ReportWizardError):
        back(bytes(changed))
