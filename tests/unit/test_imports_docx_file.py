# ruff: noqa: E501  the lines of documents are long
"""The paragraphs and tables of a Word document, from the few elements that matter."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportwizard.errors import PageError
from reportwizard.imports import docx_file
from reportwizard.imports.docx import read_page
from reportwizard.imports.docx_file import Block, block_text, read_blocks
from reportwizard.imports.imported import ImportResult
from support.nasty import complete_report

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def numbering() -> str:
    levels = {
        "7": (("0", "bullet", "–"), ("1", "decimal", "%1.")),
        "8": (("0", "bullet", "•"),),
        "9": (("0", "none", ""),),
    }
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{bullet}"/></w:lvl>'
            for level, form, bullet in entries
        )
        + "</w:abstractNum>"
        for kind, entries in levels.items()
    )
    numbers = (("1", "7"), ("2", "8"), ("3", "9"), ("5", "77"))
    return kinds + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>' for number, kind in numbers
    )


PARTS = {
    "word/styles.xml": f"<w:styles {SPACES}>"
    '<w:style w:styleId="H1"><w:name w:val="Heading 1"/></w:style><w:style w:styleId="L"><w:name w:val="List"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>',
    "word/numbering.xml": f"<w:numbering {SPACES}>{numbering()}</w:numbering>",
    "word/comments.xml": f'<w:comments {SPACES}><w:comment w:id="5" w:author="Ana"><w:p>'
    '<w:hyperlink r:id="r1"><w:r><w:t>Why?</w:t></w:r></w:hyperlink>'
    "</w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:comment></w:comments>",
    "word/footnotes.xml": f'<w:footnotes {SPACES}><w:footnote w:id="2"><w:p><w:r><w:t>First.</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote></w:footnotes>",
    "word/endnotes.xml": f'<w:endnotes {SPACES}><w:endnote w:id="2"><w:p><w:r><w:t>Last.</w:t></w:r></w:p>'
    "</w:endnote></w:endnotes>",
    "word/_rels/document.xml.rels": '<Relationships xmlns="x"><Relationship Id="r1" Target="https://x.org"/>'
    '<Relationship Id="r2" Target="mailto:a"/></Relationships>',
}


COMMENTED = PARTS | {
    "word/comments.xml": PARTS["word/comments.xml"].replace(
        "</w:comments>",
        '<w:comment w:id="7" w:author="Bo"><w:p><w:r><w:t>Hm.</w:t></w:r></w:p></w:comment></w:comments>',
    )
}


def document(body: str, parts: dict[str, str] = PARTS, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for part, text in parts.items():
            packed.writestr(part, text)
    return file.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def styled(text: str, style: str) -> str:
    return f"<w:r><w:rPr>{style}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def item(text: str, number: str, level: str = "") -> str:
    depth = f'<w:ilvl w:val="{level}"/>' if level else ""
    return paragraph(run(text), "", f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>')


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _field(address: str, text: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    link = f'<w:instrText> HYPER</w:instrText><w:instrText>LINK "{address}" </w:instrText>'
    return f"{begin}{link}{separate}{run(text)}{end}"


REFERENCE = '<w:r><w:commentReference w:id="5"/></w:r>'
REMARK = ("5", "Ana", "Why?\nMore.")


def test_paragraphs_have_their_text_style_and_bookmarks() -> None:
    signs = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:br w:type="column"/>'
    )
    signs += "<w:cr/><w:noBreakHyphen/><w:softHyphen/><w:t/></w:r>"
    noted = "".join(f'<w:{kind}Reference w:id="2"/>' for kind in ("footnote", "endnote"))
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:t>x</w:t></w:sdt>"
    ignored = f"<w:r><w:rPr><w:t>x</w:t></w:rPr>{prompt}<w:Fallback><w:t>x</w:t></w:Fallback>"
    marks = f'<w:bookmarkStart w:name="q-a"/>{run("a")}<w:bookmarkStart w:name="q-b"/>'
    links = "".join(
        f"<w:hyperlink {target}>{run(text)}</w:hyperlink>"
        for target, text in (
            ('r:id="r1"', "word"), ('r:id="r2"', "mail"), ('w:anchor="x"', "in"), ('r:id="r1"', "https://y.org"),
        )
    )  # fmt: skip
    for body, block in (
        (paragraph(run("a") + run("b")), Block("ab")),
        (paragraph(run("a"), "H1"), Block("a", "heading 1")),
        (paragraph(run("a"), "Unknown"), Block("a")),
        (paragraph(signs), Block("a\tb\nc\n\u2011\u00ad")),
        (paragraph(f"{ignored}<w:t>a</w:t></w:r>"), Block("a")),
        (paragraph(run("33") + styled("2", '<w:vertAlign w:val="superscript"/>') + styled("x", "<w:vanish/>")
                   + styled("2", '<w:vertAlign w:val="subscript"/>') + styled("c", '<w:strike w:val="0"/>')),
         Block("33²₂c")),
        (paragraph(marks), Block("a", marks=("q-a", "q-b"))),
        (paragraph(links), Block("word (https://x.org)mailinhttps://y.org")),
        (paragraph(_field("https://x.org", "word") + run("a") + _field("https://y.org", "https://z.org")),
         Block("word (https://x.org)ahttps://z.org")),
        (paragraph('<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>' + run("7")), Block("7")),
        (paragraph(f"{run('a')}{noted}<w:footnoteReference w:id=\"9\"/>"), Block("a (First.\nMore.) (Last.)")),
        (f"<w:sdt><w:sdtContent>{paragraph(run('a'))}</w:sdtContent></w:sdt>", Block("a")),
        (f"<w:customXml>{paragraph('<w:smartTag>' + run('a') + '</w:smartTag>')}</w:customXml>", Block("a")),
    ):  # fmt: skip
        assert read_blocks(document(body)) == ([block], False), body
    box = f"<w:r><w:drawing><w:txbxContent>{paragraph(run('b'))}{table(row(paragraph(run('c'))))}"
    box = paragraph(f"{run('a')}{box}</w:txbxContent></w:drawing></w:r>") + paragraph(run("d"))
    assert [block_text(block) for block in read_blocks(document(box))[0]] == ["a", "b", "c", "d"]
    assert (
        read_blocks(document(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{paragraph('')}</w:sdt>"))[0] == []
    )
    assert read_blocks(document(f"<w:foo>{paragraph(run('x'))}</w:foo>")) == ([], False)


def test_items_of_lists_have_the_marks_that_one_would_type() -> None:
    body = (
        item("a", "1") + item("b", "1", "0") + item("c", "1", "1") + item("d", "1", "1") + item("e", "2", "0")
    )
    body += item("f", "3", "0") + item("g", "4", "0") + item("h", "5") + paragraph(run("i"), "L")
    blocks, _ = read_blocks(document(body))
    assert [block.text for block in blocks] == ["- a", "- b", "1. c", "2. d", "* e", "f", "g", "h", "- i"]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted, moved = "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:moveFrom/></w:rPr>"
    for body, blocks in (
        (paragraph(f"{run('a')}<w:del>{run('x')}</w:del><w:ins>{run('b')}</w:ins>"), [Block("ab")]),
        (paragraph(f"<w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('b')}</w:moveTo>"), [Block("b")]),
        (paragraph(run("a"), "", deleted) + paragraph(run("b"), "H1"), [Block("ab", "heading 1")]),
        (paragraph(run("a"), "", moved) + table(row(paragraph(run("b")))),
         [Block("a"), Block("", rows=[["b"]], marks=("",))]),
        (paragraph(run("a"), "", deleted), [Block("a")]),
        (paragraph(styled("40", "<w:strike/>") + run("33")), [Block("33")]),
        (table(row(paragraph(run("x")), properties="<w:trPr><w:del/></w:trPr>"), row(paragraph(run("b")))),
         [Block("", rows=[["b"]], marks=("",))]),
    ):  # fmt: skip
        assert read_blocks(document(body)) == (blocks, True), body


def test_a_comment_quotes_the_words_that_it_is_about() -> None:
    start, end = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
    for body, comments in (
        (paragraph(f"{start}{run(' a ')}{end}{REFERENCE}{run('b')}"), (("5", "Ana", "“a”: Why?\nMore."),)),
        (paragraph(run("a") + REFERENCE), (REMARK,)),
        (paragraph(start + run("a")), (("5", "Ana", "“a”: Why?\nMore."),)),
        (paragraph(start + run("a" * 80)), (("5", "Ana", f"“{'a' * 80}”: Why?\nMore."),)),
        (paragraph(start + run("a" * 81)), (REMARK,)),
        (paragraph('<w:r><w:commentReference w:id="6"/></w:r>'), ()),
    ):
        (block,), _ = read_blocks(document(body))
        assert block.comments == comments, body
    deleted = paragraph(REFERENCE, "", "<w:rPr><w:del/></w:rPr>")
    assert read_blocks(document(deleted))[0] == [Block("", comments=(REMARK,))]


def test_a_comment_on_an_empty_line_of_another_document_is_about_no_answer() -> None:
    report = complete_report().with_answer("surprises", "Rain.")
    data = document(paragraph(run("Rain.") + REFERENCE) + paragraph(REFERENCE.replace("5", "7")), COMMENTED)
    comments = read_page(data, lambda _: ImportResult(report, "page", 1)).report.comments
    assert [comment.answers for comment in comments] == [("surprises",), ()]


def test_a_table_has_its_rows_bookmarks_and_comments() -> None:
    body = table(
        row(paragraph('<w:bookmarkStart w:name="q-a"/>' + run("a")) + paragraph(run("b")),
            '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph(run("c"))),
        row(paragraph(REFERENCE + run("d")) + table(row(paragraph(run("n")), paragraph(run("m"))))),
        row('<w:tcPr><w:gridSpan w:val="99"/></w:tcPr>' + paragraph(run("e"))),
    )  # fmt: skip
    (block,), tracked = read_blocks(document(body))
    assert (block.text, block.style, tracked) == ("", "", False)
    assert block.rows == [["a\nb", "c", ""], ["d\nn\tm"], ["e", *[""] * 59]]
    assert (block.marks, block.comments) == (("q-a", "", ""), (REMARK,))
    assert block_text(Block("", rows=[["a", "b"], ["c"]])) == "a\tb\nc"
    assert block_text(Block("a")) == "a"


def test_a_document_needs_nothing_but_its_body() -> None:
    body = paragraph(run("a") + REFERENCE, "H1") + item("b", "1")
    assert read_blocks(document(body, {})) == ([Block("a"), Block("b")], False)
    assert read_blocks(document(body, {}, "word/document2.xml"))[0][0] == Block("a")


def test_a_damaged_document_is_refused() -> None:
    entities = "<!DOCTYPE a [<!ENTITY x 'y'>]>" + PARTS["word/styles.xml"]
    for data in (
        b"",
        b"PK\x03\x04 torn",
        document("", name="word/other.xml"),
        document("<w:p>"),
        document("", {"word/styles.xml": "no"}),
        document("", {"word/styles.xml": entities}),
        document(paragraph(run("a")))[:-30],
        document(table(row('<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>'))),
    ):
        with pytest.raises(PageError) as refused:
            read_blocks(data)
        assert refused.value.message == "This Word document is damaged."
        assert refused.value.hint == "Open it in Word or LibreOffice, and save it there once more."


def test_a_document_is_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_file, "_MAX_BLOCKS", 5)
    assert len(read_blocks(document("<w:p/>" * 4))[0]) == 4  # and the end of the body
    monkeypatch.setattr(docx_file, "_MAX_PART", 2000)
    for data in (document("<w:p/>" * 5), document("", {"word/styles.xml": "<a>" + " " * 2000 + "</a>"})):
        with pytest.raises(PageError, match="too long"):
            read_blocks(data)
    part = "<a>" + " " * 1993 + "</a>"
    assert read_blocks(document("", {"word/styles.xml": part})) == ([], False)
