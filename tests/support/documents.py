"""Word documents as other programs give them back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

MAIN, COMMENTS = "word/document.xml", "word/comments.xml"


def parts(data: bytes) -> dict[str, bytes]:
    """The files that a document packs."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """A document of such files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return made.getvalue()


def edited(data: bytes, *changes: tuple[str, str], edit: Callable[[str], str] = str) -> bytes:
    """The document with words of its text replaced, each of which must stand in it."""
    files = parts(data)
    text = edit(files[MAIN].decode())
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return packed({**files, MAIN: text.encode()})


def without_marks(data: bytes) -> bytes:
    """The document as Google Docs gives it back: without our bookmarks and our own styles."""
    return edited(
        data,
        edit=lambda text: re.sub(r'<w:bookmark[^>]*/>|<w:pStyle w:val="(?:Help|Answer|Stamp)"/>', "", text),
    )


def without_prints(data: bytes) -> bytes:
    """The document without the fingerprints of its answers."""
    return edited(data, edit=lambda text: re.sub(r" \[answers: [^\]]*\]", "", text))


def without_headings(data: bytes) -> bytes:
    """The document of a program that keeps nothing but words and tables."""
    return edited(without_marks(data), edit=lambda text: re.sub(r"<w:pStyle [^>]*/>", "", text))


def commented(data: bytes, at: str, who: str, words: str) -> bytes:
    """The document with a comment of somebody at some words of it."""
    files = parts(data)
    text = files[MAIN].decode()
    run = next(one for one in re.findall(r"<w:r>.*?</w:r>", text) if at in one)
    new = f'<w:commentRangeStart w:id="9"/>{run}<w:commentRangeEnd w:id="9"/>'
    text = text.replace(run, f'{new}<w:r><w:commentReference w:id="9"/></w:r>', 1)
    body = f'<w:comment w:id="9" w:author="{who}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    known = files.get(COMMENTS, f"<w:comments {space}></w:comments>".encode()).decode()
    known = known.replace("</w:comments>", f"{body}</w:comments>")
    return packed({**files, MAIN: text.encode(), COMMENTS: known.encode()})
