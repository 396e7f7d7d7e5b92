"""A no under 14.1 to 14.3 is always asked about."""

from __future__ import annotations

from reportwizard.checks.required import compliance_no
from reportwizard.kinds.values import Typed
from support.cases import each_case
from support.small_reports import findings_of

QUESTIONS = ("complies_with_agreement", "complies_with_laws", "complies_with_tax_code")


@each_case("question", QUESTIONS)
def test_a_no_is_asked_about_at_its_question(question: str) -> None:
    (finding,) = findings_of(compliance_no, **{question: False})
    assert (finding.code, finding.severity, finding.question) == ("compliance.no", "warning", question)


def test_every_no_gives_a_finding() -> None:
    assert len(findings_of(compliance_no, **dict.fromkeys(QUESTIONS, False))) == 3


@each_case("answer", [True, Typed("no way")])
def test_yes_and_unread_answers_give_no_finding(answer: bool | Typed) -> None:
    assert findings_of(compliance_no, **dict.fromkeys(QUESTIONS, answer)) == []


def test_other_questions_may_be_answered_no() -> None:
    assert findings_of(compliance_no, has_unspent_funds=False, data_difficulties=False) == []
