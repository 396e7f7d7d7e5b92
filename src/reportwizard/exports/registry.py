"""Every format that a report can be written in. To add one: a module of its name, and a line in `EXPORTS`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from reportwizard.errors import ReportWizardError
from reportwizard.exports.document import build_document
from reportwizard.paths import pip_install
from reportwizard.report.report import Report


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `name` is for the command line and its module, `label` and `description` are for people.

    `suffix` starts with a point. `library` is what an extra of the same name installs for it.
    """

    name: str
    label: str
    suffix: str
    description: str
    binary: bool = False
    library: str = ""

    @property
    def lacks(self) -> str:
        """The command that installs what this format still needs; empty if nothing is missing."""
        missing = self.library and find_spec(self.library) is None
        return pip_install(self.name) if missing else ""


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("wikitext", "Meta-Wiki page", ".wiki", "Paste it into a wiki page."),
        Export("text", "Plain text", ".txt", "Read it, print it, or send it by e-mail."),
        Export("docx", "Word document", ".docx", "For Word, LibreOffice, Google Docs.", True),
        Export("pdf", "PDF", ".pdf", "For auditors, and to print.", True, "typst"),
        Export("markdown", "Markdown", ".md", "For GitHub, a blog, or a notes program."),
        Export("html", "Web page", ".html", "Open it in a browser, or print it."),
        Export("json", "JSON", ".json", "For other programs."),
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
    document = build_document(report, unfinished=unfinished, notes=notes)
    # Who writes one format loads one.
    rendered: str | bytes = import_module(f"reportwizard.exports.{fmt}").render(document)
    return rendered.encode() if isinstance(rendered, str) else rendered


def export_report(report: Report, fmt: str, *, unfinished: bool = False) -> str:
    """Return the whole report in a format that is text, as `export_file` does; other formats are refused."""
    if fmt in EXPORTS and EXPORTS[fmt].binary:
        raise ReportWizardError(f"{EXPORTS[fmt].label}: this is not text.", "Write it to a file.")
    return export_file(report, fmt, unfinished=unfinished).decode()
