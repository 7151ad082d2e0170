"""The example service: over real HTTP on loopback, and against its own OpenAPI document."""

from __future__ import annotations

import http.client
import json
import runpy
import socket
import threading
from collections import Counter
from pathlib import Path

import attrs
import httpx
import jsonschema
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from praksisplan import blocked, datasets
from praksisplan.capacity import Ruling, default_figures
from praksisplan.capacity.questions import QUESTIONS, ask
from praksisplan.errors import Fault
from praksisplan.storage.values import read_value

APP = Path(__file__).parents[2] / "examples" / "service" / "app.py"
SERVED = runpy.run_path(str(APP))
FACTS = {"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1599}, "on": "2024-01-01"}
PLAN = "hovedstaden-almen-2015-2019"


@pytest.fixture(scope="module")
def address():
    """The service on a free port of loopback, for as long as the tests of this module run."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(SERVED["app"], log_level="critical", lifespan="on", timeout_keep_alive=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield listening.getsockname()
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()
    listening.close()


@pytest.fixture(scope="module")
def client(address):
    host, port = address
    with httpx.Client(base_url=f"http://{host}:{port}", timeout=20, trust_env=False) as found:
        yield found


def codes(response):
    """The codes of the faults that a response tells."""
    return [fault["code"] for fault in response.json()["faults"]]


def test_a_ruling(client):
    """The same ruling as in Python, with the sentence in the language asked for."""
    expected = ask("may_close_list", json.dumps(FACTS))
    for lang in ("da", "en"):
        response = client.post("/rulings/may_close_list", params={"lang": lang}, json=FACTS)
        assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
        told = response.json()
        assert (told["text"], told["lang"]) == (expected.text(lang), lang)
        assert read_value(json.dumps(told["ruling"]), Ruling) == expected


def test_a_ruling_on_facts_in_danish(client):
    facts = {"klinik": {"form": "enkeltmandspraksis", "kapaciteter": 1, "tilmeldte": 1599}, "dag": "1. januar 2024"}
    told = client.post("/rulings/may_close_list", json=facts).json()
    assert told["text"] == client.post("/rulings/may_close_list", json=FACTS).json()["text"]
    hours = {"mean_hours": "29,9", "is_over_kind": "nej", "on": "2022-01-01"}
    assert client.post("/rulings/within_thirty_hours", json=hours).json()["text"].startswith("Ja: 29,9 timer om ugen")
    faults = client.post("/rulings/may_close_list", json={**facts, "klinik": {"tilmeldt": 3}}).json()["faults"]
    assert [(one["path"], one["nearest_danish"]) for one in faults] == [("$.klinik.tilmeldt", ["tilmeldte"])]


def test_a_ruling_with_own_figures(client):
    source = {"title": "Regionsrådets beslutning", "paragraph": "punkt 3"}
    dated = {"since": "2025-07-01", "value": 1500, "grade": "a", "checked": "2025-06-20", "source": source}
    facts = {"clinic": FACTS["clinic"], "on": "2025-07-01"}
    assert client.post("/rulings/may_close_list", json=facts).json()["ruling"]["verdict"] == "unknown"
    facts["figures"] = [{"name": "gp.patients_per_capacity", "dated": dated}]
    told = client.post("/rulings/may_close_list", json=facts).json()
    assert told["ruling"]["verdict"] == "yes"
    assert "med egne tal" in told["text"]


THREATENED = {"id": "lolland", "name": "Lolland", "threats": [{"kind": "regional", "year": 2019}]}
DECISION = {"outcome": True, "decided_by": "Samarbejdsudvalget", "decided": "2019-04-01"}


@pytest.mark.parametrize(
    ("question", "on", "facts", "verdict"),
    [
        ("may_share_on_other_grounds", "2019-05-01", {"ground": "other_work", "weekly_hours": 10}, "yes"),
        ("may_share_on_other_grounds", "2019-05-01", {"ground": "other_work", "weekly_hours": 9}, "no"),
        ("may_hire_phase_three_doctor", "2019-05-01", {"clinic": {"id": "k"}, "area": THREATENED}, "yes"),
        ("may_hire_extra_doctor", "2024-05-01", {"clinic": {"id": "k"}, "work": ["consultant"]}, "yes"),
        ("may_hire_extra_doctor", "2024-05-01", {"clinic": {"id": "k"}, "work": []}, "no"),
        (
            "may_employ_stand_in",
            "2024-01-01",
            {"clinic": {"id": "k", "kind": "solo"}, "start": "2024-01-01", "end": "2024-03-02"},
            "no",
        ),
        ("may_keep_licences", "2025-07-01", {"doctor": {"id": "d", "licences": 4}}, "unknown"),
        ("may_open_regional_clinic", "2019-05-01", {"has_tendered": True}, "yes"),
        ("may_run_satellite", "2019-05-01", {"clinic": {"id": "k"}, "permission": DECISION}, "yes"),
        ("within_clinic_licences", "2024-01-01", {"issued": 4, "capacities": 3}, "no"),
        ("full_time_least_turnover", "2024-01-01", {"speciality": "psychiatry", "turnover": 1}, "unknown"),
        ("podiatrist_minimum", "2024-10-01", {"years_held": 2, "turnover": 59_999, "capacities": 1}, "no"),
        ("chiropractor_addresses", "2024-01-01", {"addresses": 2, "dispensation": DECISION}, "yes"),
        ("chiropractor_minimum", "2024-01-01", {"settled": 1}, "unknown"),
        ("may_add_chiropractor_capacity", "2024-01-01", {"capacities": 1}, "unknown"),
    ],
)
def test_a_ruling_on_each_question_of_the_latest_law(client, question, on, facts, verdict):
    response = client.post(f"/rulings/{question}", params={"lang": "en"}, json={"on": on, **facts})
    assert (response.status_code, response.json()["ruling"]["verdict"]) == (200, verdict), response.text
    assert response.json()["ruling"]["reasons"]


def test_a_distribution_at_one_and_two_levels(client):
    """Hamilton on 8,700 people and 9 capacities: 5.38, 2.69 and 0.93, so 5, 3 and 1."""
    people = {"Nord": 5200, "Syd": 2600, "Øst": 900}
    by = {"vægt": 1, "kilde": "regionen"}
    shares = [{"område": name, "indbyggere": number, **by} for name, number in people.items()]
    told = client.post("/distributions", params={"lang": "da"}, json={"kapaciteter": 9, "fordeles på": shares}).json()
    assert told["answer"] == "Distribution"
    assert {one["area"]: one["capacities"] for one in told["records"]} == {"Nord": 5, "Syd": 3, "Øst": 1}
    council = {"område": "Råd", "indbyggere": 8700, **by, "områder": shares}
    two = client.post("/distributions", json={"capacities": 9, "shares": [council]}).json()
    assert two["answer"] == "TwoLevels"
    refused = client.post("/distributions", json={"capacities": 9, "shares": [{"area": "Nord"}]})
    assert (refused.status_code, codes(refused)) == (400, ["missing-key"] * 3)
    assert {one["path"] for one in refused.json()["faults"]} == {"$.shares[0]"}


def test_the_questions(client):
    for lang in ("da", "en"):
        told = client.get("/rulings", params={"lang": lang}).json()
        assert told == [{"name": name, "question": QUESTIONS[name].title(lang)} for name in QUESTIONS]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [("not-json", "$")]),
        (b"[]", [("wrong-type", "$")]),
        (b'{"on": "\xe6"}', [("not-utf-8", "$")]),
        (b"[" * 10_000, [("too-deep", "$" + "[0]" * 64)]),
        (b'{"on": "2024-01-01", "on": "2024-01-01"}', [("duplicate-key", "$.on"), ("missing-key", "$")]),
        (b'{"on": 1, "clinic": {"id": "K", "kin": 2}}', None),
    ],
)
def test_what_is_wrong_with_a_body_is_told_at_its_place(client, content, expected):
    response = client.post("/rulings/may_close_list", content=content)
    assert (response.status_code, response.headers["content-type"]) == (400, "application/json")
    found = [(fault["code"], fault["path"]) for fault in response.json()["faults"]]
    if expected is None:
        expected = [
            ("bad-id", "$.clinic.id"),
            ("unknown-key", "$.clinic.kin"),
            ("wrong-type", "$.on"),
        ]
    assert sorted(found) == sorted(expected)
    for fault in response.json()["faults"]:
        assert fault["line"] == 1
        assert fault["message"] != fault["danish"]


def test_a_body_is_read_as_strictly_as_a_file(client):
    """What the framework's own reading would take for a number or a day is refused."""
    for wrong in ({"enrolled": "1599"}, {"enrolled": 1599.0}, {"enrolled": True}, {"place": "55,12"}):
        response = client.post("/rulings/may_close_list", json={**FACTS, "clinic": {**FACTS["clinic"], **wrong}})
        assert (response.status_code, codes(response)) == (400, ["wrong-type"])


def test_a_body_that_is_too_large_is_refused(client, address):
    largest = SERVED["LARGEST_BODY"]
    text = json.dumps(FACTS).encode()
    assert client.post("/rulings/may_close_list", content=text.ljust(largest)).status_code == 200
    response = client.post("/rulings/may_close_list", content=text.ljust(largest + 1))
    assert (response.status_code, codes(response)) == (413, ["http-413"])
    in_pieces = http.client.HTTPConnection(*address, timeout=20)  # no length is told beforehand
    pieces = (b" " * 10_000 for _ in range(largest // 10_000 + 1))
    in_pieces.request("POST", "/rulings/may_close_list", body=pieces, encode_chunked=True)
    assert in_pieces.getresponse().status == 413
    in_pieces.close()


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/rulings/may_close_lists", 404, "unknown-question"),
        ("POST", "/rulings/may_close_list?lang=fr", 400, "unknown-language"),
        ("GET", "/rulings?lang=DA", 400, "unknown-language"),
        ("GET", "/figures/gp.patients?on=2024-01-01", 404, "unknown-figure"),
        ("GET", "/figures/gp.patients_per_capacity?on=2024", 400, "not-a-day"),
        ("GET", "/figures/gp.patients_per_capacity?on=1800-01-01", 400, "out-of-range"),
        ("GET", "/figures/gp.patients_per_capacity", 400, "http-400"),
        ("GET", "/plans/hovedstaden/blocked", 404, "unknown-plan"),
        ("GET", "/plans/..%2fpyproject/blocked", 404, "http-404"),
        ("GET", f"/plans/{PLAN}/blocked?as_of=januar%202017", 400, "not-a-day"),
        ("GET", "/", 404, "http-404"),
        ("GET", "/rulings/may_close_list", 405, "http-405"),
    ],
)
def test_what_is_wrong_is_told_in_one_shape(client, method, path, status, code):
    content = json.dumps(FACTS) if method == "POST" else None
    response = client.request(method, path, content=content)
    assert (response.status_code, codes(response)) == (status, [code])
    assert response.headers["content-type"] == "application/json"


def test_a_figure(client):
    told = client.get("/figures/gp.patients_per_capacity", params={"on": "2025-06-30", "lang": "en"}).json()
    assert told["figure"]["dated"]["value"] == 1600
    assert "1,600" in told["text"]
    told = client.get("/figures/gp.patients_per_capacity", params={"on": "2025-07-01"}).json()
    assert told["figure"] is None
    assert "er kun oplyst til og med 30. juni 2025" in told["text"]
    asked = {"on": "2019-10-01", "of": "psychiatry"}
    assert "3.533.939 kr." in client.get("/figures/specialist.knee", params=asked).json()["text"]
    words = next(one for one in default_figures().series if any(dated.words for dated in one.values))
    asked = {"on": words.values[0].since.isoformat(), "of": words.values[0].of}
    told = client.get(f"/figures/{words.name}", params=asked).json()
    assert ", ".join(words.values[0].words) in told["text"]


def test_what_is_blocked(client):
    """28 recommendations were blocked on 15 January 2017, as the documents say."""
    told = client.get(f"/plans/{PLAN}/blocked", params={"as_of": "2017-01-15"}).json()
    assert (told["plan"], told["as_of"], len(told["records"])) == (PLAN, "2017-01-15", 28)
    newest = client.get(f"/plans/{PLAN}/blocked").json()
    assert newest["as_of"] == "2016-12-31"
    plan = datasets.load(PLAN)
    english = client.get(f"/plans/{PLAN}/blocked", params={"lang": "en"}).json()["records"]
    assert [one["number"] for one in english] == list(blocked(plan, as_of=SERVED["newest_day"](plan)))
    assert english[0]["status"] == "awaiting"


# --- OpenAPI ------------------------------------------------------------------------------------------------------


def test_the_openapi_document_holds_our_schemas(client):
    document = client.get("/schema").json()
    assert client.get("/schema/openapi.json").json() == document
    schemas = document["components"]["schemas"]
    for question in QUESTIONS:
        operation = document["paths"][f"/rulings/{question}"]["post"]
        body = operation["requestBody"]["content"]["application/json"]["schema"]
        assert body == {"$ref": f"#/components/schemas/{question}"}
        assert schemas[question]["required"]
        assert operation["summary"] == QUESTIONS[question].title("en")
        assert operation["description"].startswith(QUESTIONS[question].title())
        assert "Facts: `" in operation["description"]
    validator = jsonschema.Draft202012Validator({**document, "$ref": "#/components/schemas/may_close_list"})
    assert validator.is_valid(FACTS)
    assert not validator.is_valid({**FACTS, "on": 3})


def fields_of(schema, path="$"):
    """Every field of an object anywhere in a schema, with its place."""
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ():
            yield f"{path}.{name}", field
        for name, part in schema.items():
            yield from fields_of(part, f"{path}.{name}")
    elif isinstance(schema, list):
        for place, part in enumerate(schema):
            yield from fields_of(part, f"{path}[{place}]")


def test_faults_have_the_fields_that_the_openapi_document_names(client):
    """Also where a word is close to a known one: then its Danish label is there beside it."""
    faults = client.get("/schema").json()["components"]["schemas"]["Faults"]
    assert set(faults["properties"]["faults"]["items"]["properties"]) == {one.name for one in attrs.fields(Fault)}
    area = {"id": "a", "name": "A", "municipality": "Kertemind"}
    told = client.post("/rulings/is_threatened", json={"on": "2024-01-01", "area": area}).json()
    assert [fault["nearest_danish"] for fault in told["faults"]] == [["Kerteminde"]]
    jsonschema.validate(told, faults)


def test_every_field_of_the_openapi_document_is_described(client):
    document = client.get("/schema").json()
    del document["components"]["schemas"]["Period"]  # words, or an object of the file format
    found = dict(fields_of(document))
    assert len(found) > 300
    assert [path for path, field in found.items() if not field.get("description", "").strip()] == []


def test_records_are_typed(client):
    document = client.get("/schema").json()
    schema = document["components"]["schemas"]["Blocked"]["properties"]["records"]["items"]
    validator = jsonschema.Draft202012Validator(schema)
    [*records] = client.get(f"/plans/{PLAN}/blocked", params={"as_of": "2017-01-15"}).json()["records"]
    assert len(records) == 28
    for record in records:
        validator.validate(record)
        assert not validator.is_valid({**record, "awaits": "28"})
        assert not validator.is_valid({**record, "overdue": "ja"})
        assert not validator.is_valid({**record, "more": 1})
        assert not validator.is_valid({name: cell for name, cell in record.items() if name != "number"})


def test_what_the_service_needs_is_a_checkout_and_two_packages():
    lines = (APP.parent / "requirements.txt").read_text(encoding="utf-8").splitlines()
    path, *packages = lines
    assert (APP.parent / path / "pyproject.toml").is_file()
    assert [line.split(">=")[0] for line in packages] == ["litestar", "uvicorn"]


load_all_checks()
# an application of its own: the server of the other tests starts and ends with that one
DOCUMENT = schemathesis.openapi.from_asgi("/schema", runpy.run_path(str(APP))["app"])
OPERATIONS = {found.ok().label: found.ok() for found in DOCUMENT.get_all_operations()}
SHAPE = {"missing-key", "unknown-key", "duplicate-key", "not-json"}
"""What the schema says; names, days, words and numbers that are not negative are checked by reading alone."""

bounded = settings(
    max_examples=settings().max_examples // 10,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_allows_is_answered_as_it_says(label):
    """Never by a failure of the service; and what is refused is not refused for its shape."""
    seen = Counter()

    @bounded
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def test(case):
        response = case.call_and_validate(excluded_checks=[positive_data_acceptance])
        seen[response.status_code] += 1
        if response.status_code != 200:
            assert not SHAPE & {fault["code"] for fault in response.json()["faults"]}

    test()
    assert set(seen) <= {200, 400}


@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_forbids_is_refused(label):
    @bounded
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def test(case):
        case.call_and_validate()

    test()
