"""Roles: what a question, a row or a column of any form means to the rest of the program.

A role is a name with dots, which no id can have. Checks, “Your fund”, the list of expenses, the calendar,
imports and exports ask a form for a role, never for an id, and do nothing if the form has none.
`docs/writing-a-form.md` says what each role means.
"""

from __future__ import annotations

from typing import NamedTuple


class Role(NamedTuple):
    """Where a role may be used: on questions of some kinds, on rows, on columns with cells of some kinds.

    `repeated` is true if several questions or rows of a form may have the role. A role of a column
    may be once in every table.
    """

    questions: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    repeated: bool = False

    @property
    def places(self) -> str:
        """Where the role may be used, in words."""
        places = {"a question": self.questions, "a row": self.rows, "a column": self.columns}
        return " or ".join(place for place, kinds in places.items() if kinds)


_TEXT = Role(("text", "long_text"))
_DATE = Role(("date",))
_MONEY = Role(("money",))
_YES_NO = Role(("yes_no",))
_PEOPLE = Role(("count",), rows=("table",))
_PAGES = Role(("count",), columns=("count",))
_FIGURE = Role(columns=("count", "text"))

ROLES: dict[str, Role] = {
    "project.title": Role(("text",)),
    "project.person": Role(("text",)),
    "project.organization": Role(("text",)),
    "project.start": _DATE,
    "project.end": _DATE,
    "report.due": _DATE,
    "report.status": Role(("choice",)),
    "money.in_usd": _YES_NO,
    "money.awarded": _MONEY,
    "money.awarded.local": _MONEY,
    "money.spent": _MONEY,
    "money.spent.local": _MONEY,
    "money.unspent": _YES_NO,
    "money.unspent.text": _TEXT,
    "money.unspent.plan": Role(("choice", "text", "long_text")),
    "money.changes": _TEXT,
    "money.link": _TEXT,
    "people.participants": _PEOPLE,
    "people.editors": _PEOPLE,
    "people.organizers": _PEOPLE,
    "pages.created": _PAGES,
    "pages.improved": _PAGES,
    "pages.files": Role(rows=("table",), repeated=True),
    "column.target": _FIGURE,
    "column.result": _FIGURE,
    "column.comments": Role(columns=("text",)),
    "text.results": _TEXT,
    "text.learning": _TEXT,
    "text.links": _TEXT,
    "text.materials": _TEXT,
    "compliance": Role(("yes_no",), repeated=True),
}
"""Every role, and where it may be used."""
