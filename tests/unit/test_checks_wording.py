"""Words that were left behind: placeholders, the same answer twice, the line of a translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks import wording
from reportwizard.checks.finding import repair_of
from reportwizard.checks.registry import run_checks
from support.cases import each_case
from support.small_reports import data_values, findings_of, small_report

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value

STORY = "We learned that small groups work best for new editors."


@each_case(
    "answer",
    [
        "N/A",
        "n/a.",
        "N.A.",
        "NA",
        "-",
        "—",
        "...",
        "none",
        "None.",
        "TBD",
        "todo",
        "?",
        "ничего",
        "ештеңе",
        "ninguno",
        "无",
        "لا يوجد",
        "  -  ",
        "कोई नहीं",
        "4",
        "12 + 3",
    ],
)
def test_a_required_answer_that_says_nothing(answer: str) -> None:
    (finding,) = findings_of(wording.wording_placeholder, surprises=answer)
    assert (finding.severity, finding.question) == ("warning", "surprises")
    assert data_values(finding, "found") == (answer.strip(),)
    assert finding.message.endswith("” is not an answer. Write one or two sentences.")


def test_an_amount_is_no_name_and_no_number_of_a_request() -> None:
    texts = ("2,53,000.00", "Rs 1,850.00", "1 850,00", "22215712", "G-RF-2411-17595", "Wiki 2.0", "10.5 km")
    asked = [text for text in texts if findings_of(wording.wording_placeholder, request_id=text)]
    assert asked == ["2,53,000.00", "1 850,00"]
    (finding,) = findings_of(wording.wording_placeholder, request_id=asked[0])
    assert finding.message.startswith("“2,53,000.00” looks like an amount. Write what belongs here")


@each_case("answer", ["N/A", "-", "none"])
def test_an_optional_answer_may_say_nothing(answer: str) -> None:
    answers = {"recommendations": answer, "organization_name": answer, "budget_changes": answer}
    assert findings_of(wording.wording_placeholder, **answers) == []
    table: Value = {"participants": {"result": 5, "comments": answer}}
    assert findings_of(wording.wording_placeholder, people_metrics=table) == []


@each_case(
    "answer",
    [
        "No.",
        "Нет.",
        "Жоқ.",
        "Yok.",
        "没有。",
        "Nothing unexpected happened.",
        "None of the walks was cancelled.",
        "Жоқ, болмады.",
        "The list is in TBD.pdf on Commons.",
    ],
)
def test_a_short_answer_is_an_answer(answer: str) -> None:
    assert findings_of(wording.wording_placeholder, surprises=answer) == []


@each_case(
    ("question", "answer", "severities"),
    [
        ("learning_answers", "Good", ["note"]),
        ("shared_materials", "Slides.", ["note"]),
        ("shared_materials", "https://commons.wikimedia.org/wiki/File:Slides.pdf", []),
        ("impact_links", "Photos", []),  # that links are missing is said already
        ("learning_answers", "We learned to begin early.", ["note"]),
        ("shared_materials", "We used none.", []),
        ("recommendations", "Rest.", []),
        ("surprises", f"{STORY} {STORY}", []),
        ("surprises", f"{STORY} And so we will do it.", ["note"]),
        ("surprises", f"{STORY} {STORY}".replace(".", ","), ["note"]),
    ],
)
def test_short_answers_are_asked_about(question: str, answer: str, severities: list[str]) -> None:
    assert [
        finding.severity for finding in findings_of(wording.wording_too_short, **{question: answer})
    ] == severities


@each_case(
    ("text", "mark"),
    [
        ("We met in [insert place] in May.", "[insert place]"),
        ("TODO: add the numbers", "TODO"),
        ("First line\nTODO\nLast line", "TODO"),
        ("TODO add photos", "TODO"),
        ("There were XXXX people.", "XXXX"),
        ("There were xxx people.", "xxx"),
        ("The date is TBD.", "TBD"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("See [link] for photos.", "[link]"),
        ("See [Your dashboard here].", "[Your dashboard here]"),
        ("We met in [NAME OF LIBRARY].", "[NAME OF LIBRARY]"),
        ("We were ___ people.", "___"),
        ("2,40 USD were not spent because ", "were not spent because"),
    ],
)
def test_placeholders_inside_a_text_are_found(text: str, mark: str) -> None:
    (finding,) = findings_of(wording.wording_placeholder, recommendations=text)
    assert data_values(finding, "found") == (mark,)
    assert f"“{mark}” is still here" in finding.message


@each_case(
    "text",
    [
        "TODO salió muy bien, y TODO el equipo está feliz.",
        "Tudo e TODO dia. En todo momento. Método TODO incluido.",
        "https://example.org/TODO:list https://example.org/XXXX",
        "the XXX edition, XX people, Xxxx",
        "[https://example.org label] [[File:A.jpg]] [1] [...] <ref>",
        "We added a to-do list.",
    ],
)
def test_words_that_only_look_like_placeholders_are_ignored(text: str) -> None:
    assert findings_of(wording.wording_placeholder, surprises=text) == []


def test_copied_texts_and_hidden_questions_are_ignored() -> None:
    answers: dict[str, Value] = {"officer_notes": "TODO: look at it", "data_difficulties": False}
    assert findings_of(wording.wording_placeholder, **answers, data_difficulties_details="N/A") == []


def test_a_placeholder_in_a_table_holds_its_cell() -> None:
    (finding,) = findings_of(wording.wording_placeholder, other_metrics=({"comments": "TBD"},))
    assert data_values(finding, "found", "row", "column") == ("TBD", "0", "comments")


@each_case("again", [STORY, STORY.upper(), f"  {STORY[:-1]}!\n", STORY.replace(" ", "\n")])
def test_one_text_under_two_questions(again: str) -> None:
    (finding,) = findings_of(wording.wording_same_answer, learning_answers=STORY, sharing_plan=again)
    assert (finding.severity, finding.question) == ("warning", "sharing_plan")
    assert data_values(finding, "first") == ("learning_answers",)
    assert "question 4 “What you learned”" in finding.message


def test_a_copied_passage_is_quoted_as_it_is_written() -> None:
    passage = "On Friday we read old maps of the lake; on Saturday we drew the islands ourselves."
    answers: dict[str, Value] = {"surprises": f"Rain. {passage}", "sharing_plan": f"Soon. {passage}"}
    (finding,) = findings_of(wording.wording_same_passage, **answers)
    assert finding.message.startswith("“On Friday we read old maps of the")
    assert data_values(finding, "first") == ("surprises",)


@each_case(
    ("answers", "codes"),
    [
        ({"surprises": "N/A"}, ["wording.placeholder"]),
        ({"surprises": "See above."}, ["wording.see_elsewhere"]),
        ({"surprises": "TODO: ask the librarian"}, ["wording.placeholder"]),
        ({"impact_links": "none"}, ["links.none"]),
        ({"financial_report": "later"}, ["links.none"]),
        ({"surprises": "N/A", "sharing_plan": "Soon."}, ["wording.placeholder", "wording.too_short"]),
        (
            {
                "activities_and_results": "We took 271 photos of the lake.",
                "content_metrics": {"commons": {"created": 217}},
            },
            ["wording.too_short", "wording.claim_mismatch"],
        ),
    ],
)
def test_nothing_is_said_twice_of_one_answer(answers: dict[str, Value], codes: list[str]) -> None:
    found = [finding.code for finding in run_checks(small_report(**answers))]
    assert sorted(code for code in found if code.startswith(("wording", "links"))) == sorted(codes)


def test_the_learning_questions_are_not_answers_to_themselves() -> None:
    (finding,) = findings_of(wording.wording_same_answer, learning_questions=STORY, learning_answers=STORY)
    assert finding.question == "learning_answers"


@each_case(
    ("one", "other"),
    [
        ("See the page.", "See the page."),
        (STORY, f"{STORY} And we are glad."),
        ("https://a.org/x", "https://a.org/x"),
    ],
)
def test_short_or_different_texts_may_be_alike(one: str, other: str) -> None:
    assert findings_of(wording.wording_same_answer, learning_answers=one, sharing_plan=other) == []


def test_a_text_in_a_script_without_spaces() -> None:
    text = "我们学到小组最适合新编辑。"
    assert len(findings_of(wording.wording_same_answer, learning_answers=text, sharing_plan=text)) == 1


@each_case(
    "footer",
    [
        "Translated with DeepL.com (free version)",
        "Translated with www.DeepL.com/Translator (free version)",
        "Traduit avec DeepL.com (version gratuite)",
        "Übersetzt mit DeepL.com (kostenlose Version)",
        "Traducción realizada con la versión gratuita del traductor DeepL.com",
        "Переведено с помощью DeepL.com (бесплатная версия)",
        "Traduzido com a versão gratuita do tradutor - DeepL.com",
        "Traducción realizada con DeepL.com (versión gratuita)",
        "deepl.com（無料版）で翻訳しました",
    ],
)
def test_a_translators_line_anywhere(footer: str) -> None:
    for text in (f"It rained.\n\n{footer}", f"It rained. {footer} And then.", footer.replace(" ", "\u00a0")):
        (finding,) = findings_of(wording.wording_translator_footer, surprises=text)
        assert finding.severity == "warning"
        assert " ".join(str(finding.data["found"]).split()) == footer


@each_case(
    "line",
    [
        "Translated by Google",
        "Traduction réalisée avec DeepL.com.",
        "Traducido por Google.",
        "[Переведено Google]",
    ],
)
def test_a_translators_line_of_its_own(line: str) -> None:
    (finding,) = findings_of(wording.wording_translator_footer, surprises=f"It rained.\n {line}\n")
    assert data_values(finding, "found") == (line,)


@each_case(
    "text",
    [
        "We translated the handout with DeepL.com and corrected it.",
        "The page was translated by Google employees.",
        "Translated with love.",
    ],
)
def test_a_sentence_about_a_translation(text: str) -> None:
    assert findings_of(wording.wording_translator_footer, surprises=text) == []


@each_case(
    "text",
    [
        "Claro, aquí tienes una versión mejorada del texto:\nLlovió.",
        "Bien sûr ! Voici une version améliorée de votre texte :",
        "Конечно! Вот улучшенная версия вашего текста:",
        "Tentu! Berikut versi yang telah diperbaiki:",
        "当然！以下是修改后的版本：",
        "Sure, here is a revised version.",
    ],
)
def test_the_answer_of_an_assistant_in_many_languages(text: str) -> None:
    (finding,) = findings_of(wording.wording_assistant_remains, surprises=text)
    assert finding.severity == "warning"


@each_case(
    ("text", "message", "mended"),
    [
        ("Ã\u00a0 rÃ©union.", "“rÃ©union.” has broken letters. Write the word again: réunion.", "à réunion."),
        (
            "Ð¼Ñ‹ were Ð½Ð°Ñ Â«trois»",
            "“Ð¼Ñ‹” and 2 more words have broken letters. Write them again: мы ….",
            "мы were наÑ «trois»",
        ),
        (
            "It was â€œcoldâ€.",
            "“â€œcoldâ€.” has broken letters. Write the word again: “cold”.",
            "It was “cold”.",
        ),
        (
            "Rain. РќР° РІСЃРµС….",
            "“РІСЃРµС….” has broken letters. Write the word again: всех.",
            "Rain. На всех.",
        ),
    ],
)
def test_all_broken_letters_of_an_answer_are_fixed_at_once(text: str, message: str, mended: str) -> None:
    report = small_report(surprises=text)
    (finding,) = wording.wording_mojibake(report)
    repair = repair_of(report, finding)
    assert (finding.message, repair and repair.answers) == (message, {"surprises": mended})
