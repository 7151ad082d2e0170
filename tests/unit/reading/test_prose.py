"""Made-up documents of other styles than document 001: what is read of each, worked out from its text by hand."""

import datetime
from pathlib import Path

import pytest

import praksisplan as pp
from praksisplan.reading import Reading, read_document

FOLDER = Path(__file__).parent / "documents"
DAYS = {
    "nordfjord.txt": datetime.date(2024, 12, 31),
    "solbaek.txt": datetime.date(2025, 9, 1),
    "vestbaek.txt": datetime.date(2025, 1, 1),
    "aftale.md": datetime.date(2025, 5, 31),
    "havbugt.txt": datetime.date(2025, 12, 31),
    "vestkysten.txt": datetime.date(2022, 1, 31),
    "forum.txt": datetime.date(2024, 5, 31),
    "demens.txt": datetime.date(2024, 10, 31),
}

WRITTEN = {name: DAYS[name] for name in ("vestkysten.txt", "forum.txt", "demens.txt")}
"""The days of those that do not say when they were written."""

STATUS = {
    "nordfjord.txt": "1 ongoing, 2 completed, 3 not_started, 4 awaiting, 5 ongoing, 6 not_started, 7 cancelled, "
    "8 ongoing, 9 not_started>deferred",
    "solbaek.txt": "4.1 completed, 4.2 ongoing, 4.3 awaiting, 5.1 awaiting, 5.2 not_started, 5.3 deferred, "
    "5.4 cancelled",
    "vestbaek.txt": "1 ongoing, 2 ongoing, 3 awaiting, 3a deferred, 4 ongoing, 5 ongoing, 6 ongoing, 7 awaiting, "
    "8 not_started, 9 not_started",
    "aftale.md": "10 ongoing, 11 awaiting, 12 cancelled, 13 completed, 14 ongoing, 15 ongoing, "
    "16 not_started>deferred, 17 not_started>deferred",
    "havbugt.txt": "1 completed, 2 completed, 3 ongoing, 4 ongoing, 5 awaiting, 6 awaiting, 7 deferred",
    "vestkysten.txt": "1 ongoing, 2 not_started, 3 not_started, 4 not_started>cancelled, 5 not_started, 6 not_started, "
    "8 permanent, 9 awaiting, 10 awaiting, 11 completed",
    "forum.txt": "3 completed, 4 awaiting, 5 not_started, 6 not_started, 7 ongoing, 8 cancelled, 9 not_started",
    "demens.txt": "1 ongoing, 2 awaiting, 3 completed",
}
"""The status of each recommendation and, behind a >, the one that is proposed."""

BLOCKED = {
    "nordfjord.txt": "3 4 6",
    "solbaek.txt": "4.3 5.1",
    "vestbaek.txt": "3 7 8 9",
    "aftale.md": "11 17",
    "havbugt.txt": "5 6",
    "vestkysten.txt": "2 9",
    "forum.txt": "4",
    "demens.txt": "2",
}


def read(name: str) -> Reading:
    return read_document(FOLDER / name, as_of=WRITTEN.get(name))


@pytest.mark.parametrize("name", STATUS)
def test_status_and_proposals(name: str) -> None:
    state = pp.state_at(read(name).plan, as_of=DAYS[name])
    told = (
        f"{number} {one.status.value}" + (f">{one.proposed.value}" if one.proposed else "")
        for number, one in state.items()
    )
    assert ", ".join(told) == STATUS[name]


@pytest.mark.parametrize("name", BLOCKED)
def test_blocked(name: str) -> None:
    assert " ".join(pp.blocked(read(name).plan, as_of=DAYS[name])) == BLOCKED[name]


@pytest.mark.parametrize("name", [*DAYS, "tema.txt"])
def test_nothing_of_a_document_disappears_and_the_plan_can_be_saved(name: str) -> None:
    reading = read(name)
    spans = [fact.span for fact in reading.facts]
    taken = {line for one in spans for line in range(one.line or 0, (one.last_line or one.line or 0) + 1)}
    left = {one.span.line for one in reading.uncovered}
    lines = (FOLDER / name).read_text().splitlines()
    assert [n for n, text in enumerate(lines, 1) if any(map(str.isalnum, text)) and n not in taken | left] == []
    assert pp.loads(pp.dumps(reading.plan)) == reading.plan


def waits(reading: Reading, number: str) -> list[str]:
    plan = reading.plan
    found = [one for said in plan.log if number in said.about for one in said.awaits]
    return [one.recommendation or plan.event(one.event or "").title for one in found]


def expected(reading: Reading, number: str) -> list[str]:
    log = [said for said in reading.plan.log if number in said.about]
    return [f"{said.outcome.value} {said.expected}" for said in log if said.expected is not None]


def test_the_status_report_of_nordfjord() -> None:
    reading = read("nordfjord.txt")
    assert (reading.plan.title, str(reading.plan.period)) == ("Praksisplan for almen praksis 2023-2026", "2023-2026")
    assert [(one.number, one.title) for one in reading.plan.sections][1:] == [
        ("2", "Rekruttering"),
        ("3", "Samarbejde"),
    ]
    assert expected(reading, "1") == ["completion ultimo 2025"]
    assert waits(reading, "3") == ["Regionsrådet har besluttet finansieringen"]
    assert waits(reading, "4") == ["Evalueringen af forsøget på Havneby Hospital"]
    assert waits(reading, "6") == ["4"]
    assert waits(reading, "8") == []
    assert [one.citations[0].line for one in reading.findings if one.code == "not-understood"] == [25]


def test_the_decision_of_a_body_has_its_name_and_its_day() -> None:
    (said,) = (one for one in read("nordfjord.txt").plan.log if one.by and not one.about)
    assert (said.by, said.standing.value, str(said.on)) == ("regionsraadet", "decided", "den 14. marts 2023")
    (said,) = (one for one in read("vestbaek.txt").plan.log if one.by)
    assert (said.about, said.by, str(said.on)) == (("3a",), "sundhedsraadet", "den 12. december 2024")
    assert (said.standing.value, str(said.deferred_to)) == ("decided", "2026")


def test_labels_before_a_value() -> None:
    reading = read("solbaek.txt")
    assert str(reading.plan.sources[0].dated) == "1. september 2025"
    assert expected(reading, "4.2") == ["completion 2. kvartal 2026"]
    assert [(one.about, one.responsible) for one in reading.plan.log if one.responsible][:2] == [
        (("4.1",), ("sundhedsafdelingen",)),
        (("4.2",), ("hjemmeplejen",)),
    ]
    assert [str(one.planned) for one in reading.plan.log if "5.2" in one.about and one.planned] == ["1. halvår 2026"]
    assert [one.merged_into for one in reading.plan.log if "5.4" in one.about and one.merged_into] == ["5.2"]


def test_lists_under_headings_that_give_a_reason() -> None:
    reading = read("vestbaek.txt")
    reasons = {
        fact.subject: fact.value.value
        for fact in reading.facts
        if fact.field == "reason" and fact.subject in reading.plan
    }
    assert reasons == {
        **dict.fromkeys(("1", "2", "3", "3a"), "scheduled"),
        **dict.fromkeys("4567", "carried_over"),
        **dict.fromkeys("89", "deferred_in"),
    }
    assert waits(reading, "3") == ["1", "2"]
    assert waits(reading, "9") == ["Netværkslederen (indsats 9)"]


def test_alternatives_references_and_numbers_of_another_document() -> None:
    reading = read("aftale.md")
    assert [one.one_of for said in reading.plan.log if "11" in said.about for one in said.awaits] == ["valg", "valg"]
    assert expected(reading, "14") == expected(reading, "15") == ["start primo 2026"]
    assert [(one.code, one.citations[0].quote) for one in reading.findings] == [("other-document", "anbefaling 7")]
    assert 7 not in reading.plan


def test_lists_under_headings_that_give_a_status() -> None:
    reading = read("havbugt.txt")
    assert (reading.plan.kind.value, str(reading.plan.sources[0].dated)) == ("action_plan", "december 2025")
    assert expected(reading, "4") == ["completion efteråret 2026"]
    assert waits(reading, "5") == ["Netselskabet har godkendt tilslutningen"]
    assert waits(reading, "6") == ["5"]


def test_prose_without_numbers_has_no_recommendations_and_what_it_says_is_listed() -> None:
    reading = read("tema.txt")
    assert reading.plan.recommendations == ()
    assert [one.title for one in reading.plan.sections] == ["Læger og klinikker", "Fysioterapi"]
    (decision,) = reading.plan.log
    assert (decision.by, str(decision.on)) == ("sundhedsudvalget", "april 2023")
    assert [one.citations[0].line for one in reading.findings if one.code == "not-understood"] == [8, 8]


# --- single sentences --------------------------------------------------------------------------------------------

OPENING = """Statusrapport 2024

1. Samarbejde
Anbefaling 28: Fælles sprog
Anbefaling 29: Fælles redskaber

"""

SENTENCES = {
    "Anbefaling 29 er sat i gang.": "ongoing",
    "Anbefaling 29 er under implementering.": "ongoing",
    "Arbejdet med anbefaling 29 er gennemført.": "completed",
    "Arbejdet med anbefaling 29 er endnu ikke afsluttet.": "ongoing",
    "Anbefaling 29 er delvist gennemført.": "ongoing",
    "Anbefaling 29 er ved at blive afsluttet.": "ongoing",
    "Anbefaling 29 er ikke påbegyndt.": "not_started",
    "Anbefaling 29 er overgået til drift.": "permanent",
    "Anbefaling 29 er udgået.": "cancelled",
    "Anbefaling 29 bortfalder.": "cancelled",
    "Anbefaling 29 er stoppet.": "cancelled",
    "Anbefaling 29 er lagt sammen med anbefaling 28.": "cancelled",
    "Anbefaling 29 er erstattet af anbefaling 28.": "cancelled",
    "Anbefaling 29 udsættes til 2026.": "deferred",
    "Anbefaling 29 er udskudt på ubestemt tid.": "deferred",
    "Arbejdet med anbefaling 29 er sat i bero.": "awaiting",
    "Anbefaling 29 har været sat på pause siden foråret 2023.": "awaiting",
    "Anbefaling 29 afventer anbefaling 28.": "awaiting",
    "Anbefaling 29 afventer ikke længere lovændringen.": "not_started",
    "Anbefaling 29 anses for opfyldt.": "completed",
    "Første fase af anbefaling 29 er afsluttet.": "not_started",
    "Såfremt der ikke findes midler, udgår anbefaling 29.": "not_started",
    "Der er risiko for, at anbefaling 29 udskydes.": "not_started",
    "Det overvejes, om anbefaling 29 skal udgå.": "not_started",
    "Anbefaling 29 forventes ikke gennemført i planperioden.": "not_started",
    "Anbefaling 29 blev oprindeligt udskudt til 2026, men er nu påbegyndt.": "ongoing",
    "Anbefaling 28 er afsluttet, mens anbefaling 29 er igangsat.": "ongoing",
    "Anbefaling 28-29 er gennemført.": "completed",
    "Sundhedsaftalens indsats 29 er afsluttet.": "not_started",
    "Anbefaling 29 videreføres i 2025.": "ongoing",
    "Anbefaling 29 er hverken udskudt eller bortfaldet.": "not_started",
    "Anbefaling 29 er delvist udskudt.": "not_started",
    "Anbefaling 29 afventede i 2023 en afklaring.": "not_started",
    "Anbefaling 29 bør igangsættes.": "not_started",
    "Anbefaling 29 kører efter planen.": "ongoing",
    "Anbefaling 29 er et igangværende arbejde.": "not_started",
    "Anbefaling 29 er lagt sammen med anbefaling 29.": "not_started",
    "Anbefaling 29 er ikke erstattet af anbefaling 28.": "not_started",
    "Anbefaling 29; arbejdet er igangsat.": "ongoing",
    "Det er ikke besluttet, at anbefaling 29 udgår.": "not_started",
    "Hvad angår anbefaling 29, er den udgået.": "cancelled",
    "Status for anbefaling 29: udskudt til 2026.": "deferred",
    "Anbefaling 29 er ikke delvist gennemført.": "not_started",
    "Anbefaling 29 afventer intet.": "not_started",
}
"""A sentence, and the status of 29 on the last day of 2024."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_status_that_a_sentence_gives(sentence: str) -> None:
    reading = read_document(OPENING + sentence)
    assert pp.state_at(reading.plan, as_of=datetime.date(2024, 12, 31))[29].status.value == SENTENCES[sentence]


WAITS = {
    "Anbefaling 29 afventer afrapporteringen af anbefaling 28.": ["28"],
    "Arbejdet med anbefaling 29 kan først igangsættes, når anbefaling 28 er gennemført.": ["28"],
    "Arbejdet med anbefaling 29 forudsætter, at anbefaling 28 er afsluttet.": ["28"],
    "Anbefaling 29 er betinget af en ny aftale med PLO.": ["Ny aftale med PLO"],
    "Arbejdet med anbefaling 29 begynder, så snart evalueringen af ordningen foreligger.": [
        "Evalueringen af ordningen (anbefaling 29)"
    ],
    "Når styregruppen for digitale løsninger er nedsat, påbegyndes anbefaling 29.": [
        "Styregruppen for digitale løsninger"
    ],
    "Anbefaling 29 er udskudt til 2026, da forhandlingerne om honorar for opgaven ikke er afsluttet.": [
        "Forhandlingerne om honorar for opgaven"
    ],
    "Anbefaling 29 kan ikke igangsættes, før regionsrådet har bevilget pengene.": ["Regionsrådet har bevilget pengene"],
    "Anbefaling 29 er sat på pause, indtil den nye bekendtgørelse om data er trådt i kraft.": [
        "Den nye bekendtgørelse om data"
    ],
    "Anbefaling 29 afventer, at anbefaling 28 er igangsat.": ["28"],
    "Anbefaling 29 igangsættes, før anbefaling 28 er afsluttet.": [],
    "Anbefaling 29 igangsættes, når 2026 begynder.": [],
    "Anbefaling 29 er udskudt, fordi anbefaling 28 ikke er afsluttet.": ["28"],
    "Anbefaling 29 afventer anbefaling 99.": ["Anbefaling 99"],
    "Anbefaling 29 afventer anbefaling 29.": [],
    "Anbefaling 29 afventer fortsat.": [],
    "Kommunerne, som afventer lovgivningen, drøfter anbefaling 29.": [],
    "Til anbefaling 29 afventes intet.": [],
    "Anbefaling 29 igangsættes først efter forhandlingerne med PLO.": ["Forhandlingerne med PLO"],
    "Anbefaling 29 igangsættes, når det er maj 2026.": [],
    "PAS besluttede at igangsætte anbefaling 29, når aftalen med PLO er indgået.": ["Aftalen med PLO"],
    "Anbefaling 29 er udskudt på grund af manglende tilsagn fra staten om midler.": ["Tilsagn fra staten om midler"],
    "Til anbefaling 29 afventes en afklaring fra Sundhedsstyrelsen.": ["Afklaring fra Sundhedsstyrelsen"],
    "Anbefaling 29 er igangsat og afventer ikke andre.": [],
    "Anbefaling 29 er ikke påbegyndt, men afventer ikke noget.": [],
    "Hvis anbefaling 28 forsinkes, afventer anbefaling 29 den.": [],
}
"""A sentence, and what 29 awaits by it."""


@pytest.mark.parametrize("sentence", WAITS)
def test_what_a_sentence_says_is_awaited(sentence: str) -> None:
    assert waits(read_document(OPENING + sentence), "29") == WAITS[sentence]


@pytest.mark.parametrize("passing", ["Sammen med", "Se", "Jf.", "Samme som"])
def test_a_number_that_is_only_mentioned_is_not_what_the_next_sentence_is_about(passing: str) -> None:
    said = f"{passing} anbefaling 28. Arbejdet er afsluttet."
    day = datetime.date(2024, 12, 1)
    items = f"Anbefaling 29: Redskaber\n\n{said}\n\nAnbefaling 28: Kørsel\n"
    below = read_document(f"Handleplan 2024\n\n{items}", as_of=day)
    state = pp.state_at(below.plan, as_of=day)
    assert (state[28].status.value, state[29].status.value) == ("not_started", "completed")
    alone = read_document(f"Handleplan 2024\n\n{said}\n", as_of=day)
    assert alone.plan.recommendations == ()
    assert [one.code for one in alone.findings] == ["not-understood"]


def test_recommendations_that_are_handled_together() -> None:
    plan = read_document(OPENING + "Anbefaling 28 og 29 håndteres samlet.").plan
    assert [one.about for one in plan.log if one.jointly] == [("28", "29")]


def test_an_awaited_number_that_the_document_does_not_describe_is_an_event_and_a_finding() -> None:
    reading = read_document(OPENING + "Anbefaling 29 afventer anbefaling 99.")
    assert [(one.code, one.subject) for one in reading.findings][-1:] == [("awaited-not-read", "29")]
    assert 99 not in reading.plan


def test_a_contradiction_is_a_finding_and_what_is_written_last_holds() -> None:
    reading = read_document(OPENING + "Anbefaling 29 er afsluttet. Den er færdig.\n\nAnbefaling 29 er i gang.")
    (found,) = (one for one in reading.findings if one.code == "statuses-differ")
    assert (found.subject, found.citations[0].line) == ("29", 9)
    assert "»afsluttet« og »igangværende«" in found.text()
    assert pp.state_at(reading.plan, as_of=datetime.date(2024, 12, 31))[29].status.value == "ongoing"


def test_words_that_are_cut_at_the_end_of_a_line_are_put_together() -> None:
    text = OPENING + "Arbejdet med anbefaling 29 er gen-\nnemført på svangre- og\nbarselsområdet."
    reading = read_document(text)
    assert pp.state_at(reading.plan, as_of=datetime.date(2024, 12, 31))[29].status.value == "completed"
    assert [(one.span.line, one.span.last_line) for one in reading.about(29) if one.field == "status"] == [(7, 9)]


EXPECTED = {
    "Anbefaling 29 afventer rapporten fra arbejdsgruppen. Udvalget afleverer i maj 2025.": [(None, "maj 2025")],
    "Anbefaling 29: Fælles redskaber\nTidsplan\nUdgangen af 2. kvartal 2026.": [("29", "Udgangen af 2. kvartal 2026")],
    "Anbefaling 29: Fælles redskaber\nTidsplan: følger senere.": [],
    "Anbefaling 29 er drøftet, og skal behandles i maj 2025.": [("29", "maj 2025")],
}
"""Sentences, and when they expect something: of 29, or of what it awaits."""


@pytest.mark.parametrize("text", EXPECTED)
def test_when_something_is_expected(text: str) -> None:
    log = read_document(OPENING + text).plan.log
    told = [(said.about[0] if said.about else None, str(one)) for said in log for one in [said.expected] if one]
    told += [(said.about[0], str(one.expected)) for said in log for one in said.milestones]
    assert told == EXPECTED[text]


def test_the_years_of_a_plan_are_not_the_day_of_its_approval() -> None:
    text = "Praksisplan for speciallægepraksis 2013-2017 blev godkendt af regionsrådet i december 2013."
    (said,) = (one for one in read_document(OPENING + text).plan.log if one.by)
    assert (said.by, str(said.on)) == ("regionsraadet", "december 2013")


PROPOSED = {
    "Det foreslås, at anbefaling 29 udskydes til 2026.": "deferred",
    "PAS indstiller, at anbefaling 29 udgår.": "cancelled",
    "Det anbefales, at anbefaling 29 afsluttes.": "completed",
    "Arbejdet med anbefaling 29 foreslås afsluttet.": "completed",
}


@pytest.mark.parametrize("sentence", PROPOSED)
def test_what_is_proposed_changes_nothing_yet(sentence: str) -> None:
    state = pp.state_at(read_document(OPENING + sentence).plan, as_of=datetime.date(2024, 12, 31))[29]
    assert (state.status.value, getattr(state.proposed, "value", None)) == ("not_started", PROPOSED[sentence])


def test_words_are_added_without_code() -> None:
    text = OPENING + "Anbefaling 29 er parkeret. Anbefaling 28 er landet."
    words = '[awaiting]\nwords = ["parkeret"]\n[completed]\nverbs = ["lande"]\n'
    state = pp.state_at(read_document(text, words=words).plan, as_of=datetime.date(2024, 12, 31))
    assert (state[29].status.value, state[28].status.value) == ("awaiting", "completed")
    assert pp.state_at(read_document(text).plan, as_of=datetime.date(2024, 12, 31))[28].status.value == "not_started"


@pytest.mark.parametrize(
    ("words", "message"),
    [("[", "not valid TOML"), ("[waits]\nwords = ['x']", "waits"), ("[awaiting]\nwords = [1]", "awaiting.words")],
)
def test_a_faulty_word_list_is_refused(words: str, message: str) -> None:
    with pytest.raises(pp.PlanError, match=message):
        read_document(OPENING, words=words)


def test_a_document_without_a_year_needs_a_day() -> None:
    text = "Plan\n\nAnbefaling 1: Noget\nAnbefaling 1 er igangsat."
    with pytest.raises(pp.PlanError, match="as_of"):
        read_document(text)
    reading = read_document(text, as_of=datetime.date(2024, 5, 1))
    assert str(reading.plan.sources[0].dated) == "1. maj 2024"


def test_what_a_clause_of_several_sentences_says() -> None:
    reading = read_document(
        OPENING
        + "Alle bilag er færdige. Det drejer sig om anbefaling 28.\n\n"
        + "Udvalget besluttede, at anbefaling 29 udgår, jf. udvalgets beslutning af 3. maj 2024.\n\n"
        + "Forslaget om kørsel blev ikke vedtaget.\n\n"
        + "Anbefaling 28 sættes i gang, når aftalen foreligger i marts 2025."
    )
    state = pp.state_at(reading.plan, as_of=datetime.date(2024, 12, 31))
    assert (state[28].status.value, state[29].status.value) == ("not_started", "cancelled")
    assert waits(reading, "28") == ["Aftalen (anbefaling 28)"]
    assert [str(one.expected) for one in reading.plan.log if one.events] == ["marts 2025"]
    assert [str(one.on) for one in reading.plan.log if one.by] == ["3. maj 2024"]
    assert not [one for one in reading.plan.log if one.milestones]
