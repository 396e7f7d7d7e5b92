"""Counts of people in thirteen languages: told as the whole, as an estimate, and as a part."""

from __future__ import annotations

from reportwizard.checks.claims.checks import wording_claim_mismatch
from reportwizard.checks.claims.reading import claims_in
from reportwizard.checks.claims.words import CATEGORIES, NOUNS, fold_text, has_number_in_words
from reportwizard.checks.texts import data_file, data_names, items
from support.cases import each_case
from support.small_reports import findings_of

# 33 participants are in the table; each sentence tells 27 or 45 people.
WHOLE = {
    "en": [
        "The audience consisted of 27 people.",
        "Twenty-seven people took part.",
        "Number of participants: 45.",
    ],
    "es": [
        "El público estuvo formado por 27 personas.",
        "En total participaron 27 personas.",
        "Asistieron veintisiete personas.",
    ],
    "fr": [
        "27 personnes ont participé à l'événement.",
        "L’événement a réuni vingt-sept personnes.",
        "Nombre de participants : 45.",
    ],
    "pt": [
        "Participaram 27 pessoas na conferência.",
        "O evento contou com 27 participantes.",
        "Vieram vinte e sete pessoas.",
    ],
    "ru": [
        "В конференции приняли участие 27 человек.",
        "Собралось двадцать семь человек.",
        "Количество участников: 45.",
    ],
    "uk": [
        "У конференції взяли участь 27 осіб.",
        "Захід відвідали 27 учасників.",
        "Прийшло сорок п'ять осіб.",
    ],
    "kk": [
        "Конференцияға 27 адам қатысты.",
        "Аудитория 27 адамнан тұрды.",
        "Қатысушылар саны 45.",
        "Жиырма жеті адам келді.",
    ],
    "ar": [
        "حضر المؤتمر 27 شخصا.",
        "شارك في الفعالية 27 مشاركًا.",
        "بلغ عدد المشاركين 45.",
        "حضر ٢٧ شخصًا.",
    ],
    "sw": [
        "Watu 27 walihudhuria mkutano.",
        "Jumla ya washiriki 45.",
        "Washiriki ishirini na saba walikuwepo.",
    ],
    "id": [
        "Acara ini dihadiri 27 orang.",
        "Sebanyak 45 peserta hadir.",
        "Dua puluh tujuh orang hadir.",
    ],
    "tr": [
        "Konferansa 27 kişi katıldı.",
        "Etkinliğe yirmi yedi kişi katıldı.",
        "Katılımcı sayısı: 45.",
    ],
    "de": [
        "An der Konferenz nahmen 27 Personen teil.",
        "Insgesamt kamen 45 Teilnehmer.",
        "Siebenundzwanzig Menschen kamen.",
    ],
    "zh": [
        "共有27人参加了会议。",
        "2023年5月12日，27名參與者出席。",
        "二十七人参加。",
        "参加人数为45人。",
    ],
}
ESTIMATE = {
    "en": "About 45 people came.",
    "es": "Asistieron más de 45 personas.",
    "fr": "Près de 45 personnes ont participé.",
    "pt": "Cerca de 45 pessoas participaram.",
    "ru": "Около 45 человек приняли участие.",
    "uk": "Понад 45 осіб взяли участь.",
    "kk": "Шамамен 45 адам қатысты. 45-тен астам адам келді.",
    "ar": "حضر حوالي 45 شخصا. حضر أكثر من 45 شخصا.",
    "sw": "Takriban watu 45 walihudhuria.",
    "id": "Lebih dari 45 orang hadir.",
    "tr": "Yaklaşık 45 kişi katıldı. 45'ten fazla kişi katıldı.",
    "de": "Mehr als 45 Personen kamen.",
    "zh": "约45人参加。",
}
PART = {
    "en": "Each session had 27 people.",
    "es": "Cada taller tuvo 27 participantes.",
    "fr": "Chaque atelier a réuni 27 personnes.",
    "pt": "Cada oficina teve 27 participantes.",
    "ru": "На каждом семинаре было 27 человек.",
    "uk": "На кожному семінарі було 27 осіб.",
    "kk": "Әр семинарға 27 адам қатысты.",
    "ar": "حضر كل ورشة 27 شخصا.",
    "sw": "Kila warsha ilikuwa na washiriki 27.",
    "id": "Setiap sesi dihadiri 27 orang.",
    "tr": "Her atölyeye 27 kişi katıldı.",
    "de": "Jeder Workshop hatte 27 Teilnehmer.",
    "zh": "每场有27人参加。",
}
LANGUAGES = sorted(WHOLE)


def mismatches(text: str) -> int:
    """How many claims of a text do not fit 33 participants."""
    table = {"participants": {"target": 32, "result": 33}}
    return len(findings_of(wording_claim_mismatch, activities_and_results=text, people_metrics=table))


def test_every_language_has_cases() -> None:
    names = list(data_names("claims"))
    assert sorted(ESTIMATE) == sorted(PART) == LANGUAGES == names


@each_case("language", LANGUAGES)
def test_a_wrong_total_is_found_in_every_language(language: str) -> None:
    for text in WHOLE[language]:
        assert (text, mismatches(text)) == (text, 1)


@each_case("language", LANGUAGES)
def test_a_right_total_is_silent_in_every_language(language: str) -> None:
    for text in WHOLE[language]:
        right = text.replace("27", "33").replace("45", "33").replace("٢٧", "٣٣")
        if right != text:
            assert (right, mismatches(right)) == (right, 0)


@each_case("language", LANGUAGES)
def test_estimates_and_parts_are_ignored_in_every_language(language: str) -> None:
    assert mismatches(ESTIMATE[language]) == 0
    assert mismatches(PART[language]) == 0


def test_words_of_one_language_do_not_count_in_another() -> None:
    """“on” is 10 in Turkish and Kazakh, “once” is 11 in Spanish, “six” is English and French."""
    assert [claim.values for claim in claims_in("We focus on people. Once participants came.")] == []
    assert [claim.values for claim in claims_in("On kişi geldi. Once personas. Six participants.")] == [
        (10,),
        (11,),
        (6,),
    ]


@each_case(
    ("text", "noun", "value"),
    [
        ("27 (twenty-seven) participants", "participants", 27),
        ("27 different people", "people", 27),
        ("27 people participants", "participants", 27),
        ("4 orang panitia", "organizers", 4),
        ("27\u00a0человек", "people", 27),
        ("1’234 articles", "articles", 1234),
        ("12.500 artículos", "articles", 12500),
        ("Participants – 27", "participants", 27),
        ("participants (27)", "participants", 27),
        ("The total number of participants was 27.", "participants", 27),
        ("КІСІ: 27", "people", 27),
        ("27 KİŞİ", "people", 27),
        ("п’ять учасників", "participants", 5),
    ],
)
def test_counts_are_found_however_they_are_written(text: str, noun: str, value: int) -> None:
    (claim,) = claims_in(text)
    assert (claim.noun, claim.values[0]) == (noun, value)


@each_case(
    "text",
    [
        "27人民币",
        "一百二十人",
        "5 мың адам",
        "27 млн человек",
        "сто двадцать человек",
        "27, people",
        "27\npeople",
        "27. People",
    ],
)
def test_what_only_looks_like_a_count_is_ignored(text: str) -> None:
    assert list(claims_in(text)) == []


@each_case("name", data_names("claims"))
def test_a_language_has_every_list_and_no_word_in_two_lists_of_nouns(name: str) -> None:
    lists = data_file("claims", f"{name}.toml")
    optional = {"users", "who", "event", "events", "clause"}
    assert {*CATEGORIES, "language"} - optional <= set(lists) <= {*CATEGORIES, "language", "noun_first"}
    nouns = [word for noun in NOUNS for word in set(items(fold_text(lists.get(noun, ""))))]
    assert len(nouns) == len(set(nouns)) > 8
    values = [int(item.rpartition(" ")[2]) for item in items(lists["numbers"])]
    assert set(range(1, 11)) | {20} <= set(values)
    assert items(lists["about"])
    assert items(lists["part"])


def test_words_are_compared_without_case_and_accents() -> None:
    assert fold_text("ЁЙ İıÉñ مُشارِكًا أشخاص п’ят") == fold_text("ей iien مشاركا اشخاص п'ят")


def test_a_number_in_words_counts_in_a_language_that_has_a_noun_in_the_text() -> None:
    """“On” is ten in Turkish, and “un” one in French."""
    assert has_number_in_words("Twenty people worked on the articles.")
    assert not has_number_in_words("People worked on the articles.")
    assert not has_number_in_words("Seven times it rained.")
