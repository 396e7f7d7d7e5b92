"""Every format that a report can be written in. To add one: a module, and a line in `EXPORTS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from reportwizard.errors import ReportWizardError
from reportwizard.exports.document import Document, build_document
from reportwizard.report.report import Report


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `name` is for the command line, `label` and `description` are for people.

    `suffix` starts with a point. `render` gives the whole file: text that ends with a line break, or the
    bytes of a `binary` one. `library` is what an extra of the same name installs for it.
    """

    name: str
    label: str
    suffix: str
    description: str
    render: Callable[[Document], str | bytes]
    binary: bool = False
    library: str = ""

    @property
    def lacks(self) -> str:
        """The command that installs what this format still needs; empty if nothing is missing."""
        missing = self.library and find_spec(self.library) is None
        return f"pip install 'reportwizard[{self.name}]'" if missing else ""


def _writer(module: str) -> Callable[[Document], str | bytes]:
    """Return the `render` of a module here, imported when it is used: who writes one format loads one."""

    def render(document: Document) -> str | bytes:
        rendered: str | bytes = import_module(f"reportwizard.exports.{module}").render(document)
        return rendered

    return render


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("wikitext", "Meta-Wiki page", ".wiki", "Paste it into a wiki page.", _writer("wikitext")),
        Export("text", "Plain text", ".txt", "Read it, print it, or send it by e-mail.", _writer("text")),
        Export(
            "docx", "Word document", ".docx", "For Word, LibreOffice, Google Docs.", _writer("docx"), True
        ),
        Export("pdf", "PDF", ".pdf", "For auditors, and to print.", _writer("pdf"), True, "typst"),
        Export("markdown", "Markdown", ".md", "For GitHub, a blog, or a notes program.", _writer("markdown")),
        Export("html", "Web page", ".html", "Open it in a browser, or print it.", _writer("html")),
        Export("json", "JSON", ".json", "For other programs.", _writer("json")),
    )
}


def export_file(
    report: Report, fmt: str, *, unfinished: bool = False, notes: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """Return the whole report as a file of one format; `unfinished` marks it as a draft at the top.

    `notes` are (id of a question, words), for a format that shows comments.

    Whether the report is ready is not asked here. `ReportWizardError` if the format is not known.
    """
    if fmt not in EXPORTS:
        raise ReportWizardError(f"There is no format “{fmt}”.", f"Choose one of: {', '.join(EXPORTS)}.")
    rendered = EXPORTS[fmt].render(build_document(report, unfinished=unfinished, notes=notes))
    return rendered.encode() if isinstance(rendered, str) else rendered


def export_report(report: Report, fmt: str, *, unfinished: bool = False) -> str:
    """Return the whole report in a format that is text, as `export_file` does; other formats are refused."""
    if fmt in EXPORTS and EXPORTS[fmt].binary:
        raise ReportWizardError(f"{EXPORTS[fmt].label}: this is not text.", "Write it to a file.")
    return export_file(report, fmt, unfinished=unfinished).decode()
