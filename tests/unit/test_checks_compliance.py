"""A no under 14.1 to 14.3 is always asked about."""

from __future__ import annotations

from reportwizard.checks.required import compliance_no
from reportwizard.kinds.base import Typed
from support.cases import each_case
from support.small_reports import findings_of

QUESTIONS = {
    "complies_with_agreement": "14.1",
    "complies_with_laws": "14.2",
    "complies_with_tax_code": "14.3",
}


@each_case(("question", "number"), QUESTIONS.items())
def test_a_no_names_its_question(question: str, number: str) -> None:
    (finding,) = findings_of(compliance_no, **{question: False})
    assert (finding.code, finding.severity, finding.question) == ("compliance.no", "warning", question)
    assert f"You answered No to question {number} “" in finding.message


def test_every_no_gives_a_finding() -> None:
    assert len(findings_of(compliance_no, **dict.fromkeys(QUESTIONS, False))) == 3


@each_case("answer", [True, Typed("no way")])
def test_yes_and_unread_answers_give_no_finding(answer: bool | Typed) -> None:
    assert findings_of(compliance_no, **dict.fromkeys(QUESTIONS, answer)) == []


def test_other_questions_may_be_answered_no() -> None:
    assert findings_of(compliance_no, has_unspent_funds=False, data_difficulties=False) == []
