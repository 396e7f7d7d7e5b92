"""Every format that a report can be written in. To add one: a module, and a line in `EXPORTS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from reportwizard.errors import ReportWizardError
from reportwizard.exports.document import Document, build_document

if TYPE_CHECKING:
    from reportwizard.report.report import Report


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `name` is for the command line, `label` and `description` are for people.

    `suffix` starts with a point. `render` gives the whole file as text that ends with a line break.
    """

    name: str
    label: str
    suffix: str
    description: str
    render: Callable[[Document], str]


def _writer(module: str) -> Callable[[Document], str]:
    """Return the `render` of a module here, imported when it is used: who writes one format loads one."""

    def render(document: Document) -> str:
        rendered = import_module(f"reportwizard.exports.{module}").render(document)
        return str(rendered)

    return render


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("wikitext", "Meta-Wiki page", ".wiki", "Paste it into a wiki page.", _writer("wikitext")),
        Export("text", "Plain text", ".txt", "Read it, print it, or send it by e-mail.", _writer("text")),
        Export("markdown", "Markdown", ".md", "For GitHub, a blog, or a notes program.", _writer("markdown")),
        Export("html", "Web page", ".html", "Open it in a browser, or print it.", _writer("html")),
        Export("json", "JSON", ".json", "For other programs.", _writer("json")),
    )
}


def export_report(report: Report, fmt: str, *, unfinished: bool = False) -> str:
    """Return the whole report in one format; `unfinished` marks it as a draft at the top.

    Whether the report is ready is not asked here. `ReportWizardError` where the format is not known.
    """
    if fmt not in EXPORTS:
        raise ReportWizardError(f"There is no format “{fmt}”.", f"Choose one of: {', '.join(EXPORTS)}.")
    return EXPORTS[fmt].render(build_document(report, unfinished=unfinished))
