"""What is dismissed stands readable in the draft, and nothing that stands there is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.report.report import Dismissal
from reportwizard.report.written import UNFINISHED
from reportwizard.text import clean_line
from support.cases import each_case
from support.drafts import NOW, a_report
from support.exports import READABLE, text_of
from support.nasty import complete_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

ENTRY = Dismissal(
    "links.missing_kind", "impact_links", "They were children: the photos stay private.", {"kind": "photos"}
)
WRITTEN = """
[[dismissed]]
check = "links.missing_kind"
question = "impact_links"
reason = "They were children: the photos stay private."

[dismissed.facts]
kind = "photos"
"""


def written(report: Report) -> str:
    return encode(report, saved_at=NOW, app_version="1").decode()


def test_it_is_readable_in_the_draft() -> None:
    report = replace(a_report(surprises="Rain"), dismissed=(ENTRY,))
    assert WRITTEN in written(report)
    assert decode(written(report).encode(), "draft") == report
    assert "dismissed" not in written(a_report())
    # As earlier versions wrote it.
    before = WRITTEN.replace("dismissed", "set_aside").replace("check =", "code =")
    assert decode(written(report).replace(WRITTEN, before).encode(), "draft") == report
    without = replace(report, dismissed=(replace(ENTRY, reason="", facts={}),))
    assert decode(written(without).encode(), "draft") == without


@each_case(
    "kept",
    [
        'set_aside = "nobody knows what"\n',
        "set_aside = [1, 2]\n",
        'set_aside = [{ code = "a.b", question = 7 }]\n',
        'set_aside = [{ code = "a.b", question = "q", reason = "r", facts = "none", by = "Ann" }]\n',
    ],
)
def test_what_cannot_be_understood_is_written_back(kept: str) -> None:
    text = written(a_report(surprises="Rain")).replace("\n[answers]", f"{kept}\n[answers]")
    report = decode(text.encode(), "draft")
    assert report.dismissed == ()
    assert decode(written(report).encode(), "draft") == report
    both = replace(report, dismissed=(ENTRY,))
    again = decode(written(both).encode(), "draft")
    assert again.dismissed == (ENTRY,)
    assert again.extra["dismissed"] == report.extra["dismissed"]


def test_unknown_keys_stay() -> None:
    text = written(replace(a_report(), dismissed=(ENTRY,)))
    text = text.replace('check = "links', 'by = "Ann"\ncheck = "links')
    report = decode(text.encode(), "draft")
    assert report.dismissed[0].extra == {"by": "Ann"}
    assert 'by = "Ann"' in written(report)


@each_case("fmt", READABLE)
def test_it_is_in_no_report_that_is_handed_in(fmt: str) -> None:
    report = complete_report()
    for unfinished in (False, True):
        plain = text_of(report, fmt, unfinished=unfinished)
        assert text_of(replace(report, dismissed=(ENTRY,)), fmt, unfinished=unfinished) == plain
    assert UNFINISHED in text_of(report, fmt, unfinished=True)


plain_facts = st.recursive(
    st.one_of(st.integers(-(2**60), 2**60), st.booleans(), st.text(max_size=8).map(clean_line)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner)),
    max_leaves=6,
)


@given(st.text(min_size=1).map(clean_line), st.dictionaries(st.sampled_from("xyz"), plain_facts))
def test_any_reason_and_any_facts_come_back(reason: str, about: dict[str, object]) -> None:
    entry = Dismissal("a.b", "surprises", reason, about)  # type: ignore[arg-type]
    report = replace(a_report(surprises="Rain"), dismissed=(entry,))
    assert decode(written(report).encode(), "draft") == report
