"""The examples of the checks in tests/golden/checks: what each finds, and what it lets be."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

from reportwizard.checks.links.online import ONLINE_CHECKS, Answer
from reportwizard.checks.registry import CHECKS, DATED_CHECKS
from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding

FOLDER = Path(__file__).parents[1] / "golden" / "checks"
FORM = "rapid-fund-final"


@dataclass(frozen=True, slots=True)
class Example:
    """A small report, and what the check of `code` finds in it.

    `today` is the day on which it is looked at; `web` is what websites answer, by link.
    """

    code: str
    fires: bool
    report: Report
    today: date | None
    web: dict[str, Answer]

    @property
    def findings(self) -> list[Finding]:
        """What the one check finds."""
        check = checks()[self.code.replace(".", "_", 1)]
        if check in ONLINE_CHECKS:
            return list(check(self.report, self.web))
        return list(check(self.report) if check in CHECKS else check(self.report, self.today))


def codes() -> list[str]:
    """The codes of all checks, in the order of the registry; a check bears its code as a name."""
    return [name.replace("_", ".", 1) for name in checks()]


def checks() -> dict[str, Any]:
    """All checks by their name."""
    return {getattr(check, "__name__", ""): check for check in (*CHECKS, *DATED_CHECKS, *ONLINE_CHECKS)}


def example(code: str, *, fires: bool) -> Example:
    """The example of one check that fires, or the one that is silent."""
    family, _, name = code.partition(".")
    draft = dict(_family(family)[name]["fires" if fires else "silent"])
    today = draft.pop("today", None)
    web = {link: _answer(answer) for link, answer in draft.pop("web", {}).items()}
    header = {"schema": SCHEMA, "form": FORM, "locale": "en", "currency": "KES"}
    report = decode(tomli_w.dumps({**header, "answers": {}, **draft}).encode(), f"{code} in {family}.toml")
    assert not report.extra, f"{code}: {report.extra} is no part of a draft"
    return Example(code, fires, report, today, web)


def _answer(answer: int | str) -> Answer:
    """A status, or words for why there is none."""
    if isinstance(answer, int):
        return Answer(answer)
    return Answer(302, signs_in=True) if answer == "sign in" else Answer(reason=answer, connected=False)


@cache
def _family(family: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{family}.toml").read_text("utf-8"))


def documented() -> set[str]:
    """The codes that have examples."""
    return {f"{path.stem}.{name}" for path in FOLDER.glob("*.toml") for name in _family(path.stem)}
