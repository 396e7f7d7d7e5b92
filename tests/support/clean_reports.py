"""Short invented reports without mistakes: many languages, currencies and ways of writing, by a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.forms.loader import load_form
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value

# Locale, currency, its decimals, and how many of it a US dollar costs.
REGIONS = [
    ("en_KE", "KES", 2, "129"),
    ("en_NG", "NGN", 2, "1500"),
    ("fr_CI", "XOF", 0, "600"),
    ("pt_BR", "BRL", 2, "5.40"),
    ("es_CO", "COP", 2, "4100"),
    ("ru_RU", "RUB", 2, "90"),
    ("uk_UA", "UAH", 2, "41"),
    ("kk_KZ", "KZT", 2, "480"),
    ("ar_EG", "EGP", 2, "48"),
    ("sw_TZ", "TZS", 2, "2600"),
    ("id_ID", "IDR", 2, "16200"),
    ("tr_TR", "TRY", 2, "33"),
    ("de_DE", "EUR", 2, "0.92"),
    ("zh_TW", "TWD", 2, "32"),
    ("ja_JP", "JPY", 0, "150"),
    ("hi_IN", "INR", 2, "84"),
]

STORIES = {
    "en": [
        "We met on {day} in a library. {came} people attended; {edited} editors wrote {articles} articles.",
        "Three walks from March to May {year}. In total {came} participants took part. About {more} people"
        " watched online. Each walk had {few} participants or more.",
        "{came} participants came, {few} of them for the first time. Our group has ±{more} members.",
    ],
    "es": [
        "Nos reunimos el {day}. Asistieron {came} personas y se crearon {created} artículos en dos jornadas.",
        "En {year} hicimos cuatro talleres; cada taller tuvo unas {few} personas. En total vinieron {came}"
        " personas.",
    ],
    "fr": [
        "L’atelier du {day} a réuni {came} personnes. Plus de {more} personnes nous suivent sur Facebook.",
        "Au total, {came} participants ; {few} personnes par séance en moyenne.",
    ],
    "pt": [
        "O encontro de {day} contou com {came} participantes, cerca de {few} pessoas por dia.",
        "Em {year} criamos {created} verbetes e {photos} fotos. Participaram {came} pessoas.",
    ],
    "ru": [
        "Встреча прошла {day}. Приняли участие {came} человек, из них {few} новых. В чате ±{more} человек.",
        "Всего было {came} участников, на каждом занятии около {few} человек. Создано {created} статей.",
    ],
    "uk": ["Зустріч відбулася {day}. Взяли участь {came} осіб, у кожній групі до {few} осіб."],
    "kk": ["Кездесу {day} өтті. Барлығы {came} адам қатысты, әр топта шамамен {few} адам."],
    "ar": ["عقد اللقاء يوم {day} وحضر {came} شخصا، وفي كل جلسة حوالي {few} مشاركا."],
    "sw": ["Tulikutana {day}. Washiriki {came} walihudhuria, takriban watu {few} kila siku."],
    "id": ["Acara pada {day} dihadiri {came} orang, sekitar {few} orang setiap sesi."],
    "tr": ["Etkinlik {day} günü yapıldı. Toplam {came} kişi katıldı, her oturumda yaklaşık {few} kişi."],
    "de": ["Am {day} kamen {came} Personen, pro Tag etwa {few} Teilnehmer. Rund {more} Menschen folgen uns."],
    "zh": ["活动于{day}举行，共有{came}人参加，每场约{few}人。"],
    "ja": ["{day}に開催し、{came}名が参加しました。"],
    "hi": ["बैठक {day} को हुई। कुल {came} लोग आए।"],
}
LEARNED = [
    "Small groups of 4 or 5 people work best: one in each group had edited before.",
    "Photos bring new people. Two people came back every week, and 1 of 3 wrote a page of their own.",
    "Los grupos pequeños funcionan mejor. TODO el equipo aprendió mucho.",
    "Les petits groupes marchent mieux ; nous commencerons plus tôt, vers 10:30.",
    "Маленькие группы работают лучше. Мы начнём раньше, в 10:30, и пригласим 50 человек.",
    "Шағын топтар жақсы жұмыс істейді.",
    "المجموعات الصغيرة أفضل.",
    "小组效果更好。",
]
SURPRISES = [
    "No.",
    "It rained on 2 of 3 days.",
    "Жаңбыр жауды.",
    "Il a plu.",
    "Choveu.",
    "下雨了。",
    "Nada inesperado ocurrió.",
]
PLANS = [
    "A talk on {day}, and a post on Diff: https://diff.wikimedia.org/{year}/05/01/example/",
    "In our public chat (https://t.me/example_chat) and on the talk page of User:Example_0712345678.",
    "We will show it at the next meeting; 100 people are expected.",
    "En la lista wikimedia-l@lists.wikimedia.org y en [[m:Example|Meta]].",
]
DAYS = ["12 May {year}", "{year}-05-12", "12.05.{year}", "12/05/{year}", "May 12, {year}"]
PAGES = [
    "Project page: https://meta.wikimedia.org/wiki/Example_({year})\nDashboard:"
    " https://outreachdashboard.wmflabs.org/courses/Example/{year}?a=1&b=2\nPhotos:"
    " https://commons.wikimedia.org/wiki/Category:Example_({year})",
    "* https://meta.wikimedia.org/wiki/Event:Example, https://fountain.toolforge.org/editathons/example;"
    " (https://commons.wikimedia.org/wiki/Category:Example_{year}).",
    "[https://meta.wikimedia.org/wiki/Example page] <https://example.wmcloud.org/x> https://www.youtube.com/watch?v=x",
]


def clean_report(seed: int) -> Report:
    """Return one short report, complete and without a mistake; the same for the same seed."""
    chance = random.Random(seed)
    locale, currency, places, rate = REGIONS[seed % len(REGIONS)]
    numbers = _numbers(chance)
    answers = {
        **_header(chance, numbers["year"]),
        **_stories(chance, locale[:2], numbers),
        **_tables(numbers),
    }
    answers |= _money(chance, currency, places, Decimal(rate))
    return Report(load_form("rapid-fund-final"), answers, locale, currency)


def _numbers(chance: random.Random) -> dict[str, int]:
    came = chance.randint(12, 60)
    created, improved = chance.randint(20, 60), chance.randint(5, 30)
    return {
        "year": chance.randint(2022, 2027),
        "came": came,
        "few": chance.randint(3, 11),
        "more": chance.randint(70, 300),
        "edited": came - chance.randint(1, 8),
        "created": created,
        "improved": improved,
        "articles": chance.choice([created, improved, created + improved]),
        "photos": chance.randint(80, 900),
    }


def _header(chance: random.Random, year: int) -> dict[str, Value]:
    start = date(year, 1, 1) + timedelta(days=chance.randint(0, 200))
    end = start + timedelta(days=chance.randint(0, 90))
    return {
        "project_title": f"Example {year}: walks & pages",
        "applicant_username": chance.choice(["Example.kz", "Exemplo da Silva", "مثال", "示例"]),
        "request_id": str(chance.randint(10**7, 10**8)),
        "grant_id": f"G-RF-{chance.randint(2000, 2999)}-{chance.randint(10000, 99999)}",
        "project_start": start,
        "project_end": end,
        "due_date": end + timedelta(days=30),
    }


def _stories(chance: random.Random, language: str, numbers: dict[str, int]) -> dict[str, Value]:
    day = chance.choice(DAYS).format(**numbers)

    def one(of: list[str]) -> str:
        return chance.choice(of).format(day=day, **numbers)

    return {
        "activities_and_results": one(STORIES[language]),
        "impact_links": one(PAGES),
        "shared_materials": chance.choice(
            ["We used no materials.", "https://commons.wikimedia.org/wiki/File:Guide.pdf"]
        ),
        "learning_answers": one(LEARNED),
        "surprises": one(SURPRISES),
        "sharing_plan": one(PLANS),
        "organization_name": chance.choice(["N/A", "Example Club"]),
        "recommendations": chance.choice(["-", "N/A", "Thank you!"]),
        "financial_report": "https://docs.google.com/spreadsheets/d/invented-example/view",
        "fund_effects": {row.id: "agree" for row in load_form("rapid-fund-final").by_id["fund_effects"].rows},
        "data_difficulties": False,
        "complies_with_agreement": True,
        "complies_with_laws": True,
        "complies_with_tax_code": True,
    }


def _tables(numbers: dict[str, int]) -> dict[str, Value]:
    return {
        "people_metrics": {
            "participants": {
                "target": numbers["came"] + 2,
                "result": numbers["came"],
                "comments": "our lists",
            },
            "editors": {"target": numbers["edited"], "result": numbers["edited"]},
            "organizers": {"result": 3},
        },
        "content_metrics": {
            "wikipedia": {"target": 60, "created": numbers["created"], "improved": numbers["improved"]},
            "commons": {"target": numbers["photos"] - 5, "created": numbers["photos"]},
        },
    }


def _money(chance: random.Random, currency: str, places: int, rate: Decimal) -> dict[str, Value]:
    awarded = Decimal(chance.randint(50_000, 500_000)) / 100
    spent = awarded - Decimal(chance.choice([0, 2500, 4999])) / 100
    left = awarded - spent
    smallest = Decimal(1).scaleb(-places)
    answers: dict[str, Value] = {
        "amount_awarded": Amount(awarded, "USD"),
        "amount_awarded_local": Amount((awarded * rate).quantize(smallest), currency),
        "spent_usd": Amount(spent, "USD"),
        "spent_local": Amount((spent * rate).quantize(smallest), currency),
        "has_unspent_funds": bool(left),
    }
    if left:
        answers |= {
            "unspent_explanation": f"{left} USD: the room was free.",
            "unspent_plan": "b",
            "unspent_plan_details": "Tea for the next meeting of 30 people.",
        }
    return answers
