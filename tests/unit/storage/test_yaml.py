"""YAML of a plan: only plain text, lists and objects are read, and what is written is read again as the same plan."""

import sys

import attrs
import pytest

from praksisplan import PlanError, datasets, dumps, loads

BASE = """\
schema: 3
id: plan
title: Plan
region: Region
practice_area: psychology
period: 2015-2019
sections:
  - number: '4.1'
    title: Afsnit
"""


def faults(text):
    with pytest.raises(PlanError) as caught:
        loads(text, "yaml")
    return [(fault.code, fault.path, fault.line, fault.column) for fault in caught.value.faults]


def titled(words):
    return BASE.replace("title: Plan", f"title: {words}")


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "on",
        "off",
        "yes",
        "Y",
        "2017-01-01",
        "12:30",
        "12:30:00",
        "2026-13-01",
        "2017-01-01 12:30:00",
        "1_000",
        "0b1",
        "=",
        "nan",
        "inf",
        "NaN",
        "0o8",
        "1e",
        "tRUE",
        "nULL",
        "Ærø",
        "primo 2017",
        "1.2.3",
        "<<",
    ],
)
def test_words_that_stay_text(words):
    assert loads(titled(words), "yaml").title == words


@pytest.mark.parametrize(
    "words",
    ["", "~", "null", "Null", "true", "FALSE", "29", "+29", "-1", "010", "1.10", ".5", "1.", "1e3", "0o17", "0x1F"],
)
def test_words_that_are_no_text(words):
    [(code, path, line, column)] = faults(titled(words))
    assert (code, path, line) == ("wrong-type", "$.title", 3)
    assert column <= 8
    assert loads(titled(f"'{words}'"), "yaml").title == words


@pytest.mark.parametrize(("words", "line"), [("010", 10), ("0o17", 15), ("0x1F", 31), ("+7", 7)])
def test_whole_numbers_of_yaml_1_2(words, line):
    more = f"sources: [{{id: s, title: S, dated: '2016'}}]\nlog: [{{citations: [{{source: s, line: {words}}}]}}]\n"
    assert loads(BASE + more, "yaml").log[0].citations[0].line == line


@pytest.mark.parametrize(
    "text", ["title: |\n  to\n  linjer\n", "title: >-\n  to\n\n  linjer\n", 'title: "to\\nlinjer"\n']
)
def test_long_text_keeps_its_lines(text):
    assert loads(BASE.replace("title: Plan\n", text), "yaml").title.strip() == "to\nlinjer"


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("!!str Plan", 8),
        ("!!binary UGxhbg==", 8),
        ("!!python/object/apply:os.system [ls]", 8),
        ("!egen Plan", 8),
        ("!!set {a, b}", 8),
        ("!!timestamp 2017-01-01", 8),
        ("!<tag:yaml.org,2002:str> Plan", 8),
        ("! Plan", 8),
    ],
)
def test_tags_are_refused(words, column):
    assert ("tag", "$.title", 3, column) in faults(titled(words))


def test_tag_of_a_key_or_of_the_file_is_refused():
    assert ("tag", "$", 3, 1) in faults(BASE.replace("title: Plan", "!!str title: Plan"))
    assert ("tag", "$", 1, 1) in faults("!!map\n" + BASE)


def test_anchor_and_alias_are_refused_each():
    assert faults(BASE.replace("region: Region", "region: *t").replace("title: Plan", "title: &t Plan")) == [
        ("anchor", "$.title", 3, 8),
        ("anchor", "$.region", 4, 9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "&a [*a]",
        "&a {b: *a}",
        "*a",
        "*a : 1",
        "&a a: 1",
        BASE + "a: &a x\n<<: *a",
        BASE + "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)),
    ],
)
def test_bombs_and_rings_of_aliases(text):
    assert "anchor" in {code for code, *_ in faults(text)}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("? - -\n", 1, 3),
        ("[a]: b", 1, 1),
        ("{a: b}: c", 1, 1),
        ("? {a: b}\n: c", 1, 3),
        ("a: b: c", 1, 5),
        ("a: [1", 1, 6),
        ("\ta: b", 1, 1),
        ("a: 'x", 1, 6),
        ("a: b\n c: d", 2, 3),
        ("a: @x", 1, 4),
        ("a: %x", 1, 4),
        ("- a\nb: c", 2, 1),
        ('a: "\\q"', 1, 6),
        ("? " * 100_000, 1, 3),
    ],
)
def test_text_that_is_no_yaml(text, line, column):
    assert faults(text) == [("not-yaml", "$", line, column)]


@pytest.mark.parametrize(
    ("text", "english", "danish"),
    [
        ("a:\n\tb: c", "a tab cannot indent a line", "en tabulator kan ikke rykke en linje ind"),
        ("a: b\n c: d", "check the indentation", "kontrollér indrykningen"),
        ("a:\n  - x\n - y", "wrong indentation", "forkert indrykning"),
        ("a:\n  b: 1\n c: 2", "wrong indentation", "forkert indrykning"),
        ("a: 1\nb\nc: 2", "check the indentation", "kontrollér indrykningen"),
        ("a: - b", "a list or object cannot begin here", "en liste eller et objekt kan ikke begynde her"),
        ("a:\n [1", "begins on line 2 is not closed: expected ',' or ']'", "linje 2, er ikke afsluttet"),
        ("{a: 1", "begins on line 1 is not closed: expected ',' or '}'", "her skal være »,« eller »}«"),
        ("a: @x", "put the text in quotes", "sæt teksten i citationstegn"),
        ("\n\na: 'x\n\n", "begins on line 3 has no closing quotation mark", "begynder på linje 3, mangler"),
        ('a: "\\q"', "unknown escape", "ukendt tegn efter"),
        ('a: "\\xzz"', "unknown escape", "ukendt tegn efter"),
        ("a: }", "a value is missing", "der mangler en værdi"),
        ("a: &", "check quotation marks, brackets and indentation", "se efter citationstegn, parenteser og"),
        ("? - -", "a key must be text", "en nøgle skal være tekst"),
        ('a: "\\UFFFFFFFF"', "invalid escape or version", "ugyldig tegnkode eller version"),
    ],
)
def test_what_is_wrong_is_told_in_our_own_words(text, english, danish):
    with pytest.raises(PlanError) as caught:
        loads(text, "yaml")
    [fault] = caught.value.faults
    assert fault.message.startswith("invalid YAML: ")
    assert fault.danish.startswith("ugyldig YAML: ")
    assert english in fault.message
    assert danish in fault.danish


@pytest.mark.parametrize(
    "text",
    [
        "%YAML 3.0\n---\na: b",
        f"%YAML 1.{'1' * 5000}\n---\na: b",
        f"%YAML {'1' * 5000}.1\n---\na: b",
        'a: "\\UFFFFFFFF"',
        'a: "\\U00110000"',
        "a: !<%ff> b",
        "%TAG ! x\n---\na: b",
        "a: &",
        "a: *",
        "--- |9999999999\n x",
        "a: !!",
        "\ud800",
    ],
)
def test_what_yaml_readers_stumble_over(text):
    assert faults(text)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_control_character_in_the_text(sign):
    with pytest.raises(PlanError, match=rf"U\+{ord(sign):04X}") as caught:
        loads(titled(f"Pl{sign}an"), "yaml")
    assert [(one.code, one.line, one.column) for one in caught.value.faults] == [("forbidden-character", 3, 10)]


def test_byte_order_mark_is_only_for_files():
    assert faults("\ufeff" + BASE)


@pytest.mark.parametrize("text", ["", "# kun en bemærkning\n", "---\n", "~"])
def test_text_without_a_plan(text):
    [(code, path, _, _)] = faults(text)
    assert (code, path) == ("wrong-type", "$")


def test_more_than_one_document():
    assert faults(BASE + "---\n" + BASE) == [("documents", "$", 10, 1)]


def test_one_document_with_marks_comments_and_version():
    assert loads(f"%YAML 1.2\n---\n{BASE}...\n# slut\n", "yaml") == loads(BASE, "yaml")


@pytest.mark.parametrize("text", ["- " * 100_000, "a:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 300))])
def test_deep_blocks(text):
    [(code, _, line, _)] = faults(text)
    assert code == "too-deep"
    assert line in (1, 65)


def test_faults_of_the_text_and_of_the_plan_are_told_together():
    text = BASE.replace("title: Plan", "title: !!str Plan").replace("period", "peroid").replace("'4.1'", "4.1")
    assert faults(text + "sections: []\n") == [
        ("missing-key", "$", 1, 1),
        ("tag", "$.title", 3, 8),
        ("unknown-key", "$.peroid", 6, 1),
        ("duplicate-key", "$.sections", 10, 1),
    ]
    assert ("wrong-type", "$.sections[0].number", 8, 13) in faults(text)


def test_faults_of_the_text_are_told_without_schema_too():
    assert {code for code, *_ in faults("a: &x 1\na: 2\n---\n{}")} >= {"anchor", "duplicate-key", "documents", "schema"}


# --- writing ------------------------------------------------------------------------------------------------------


def test_bundled_plan_comes_back_from_its_text():
    plan = datasets.load("hovedstaden-almen-2015-2019")
    text = dumps(plan, "yaml")
    assert loads(text, "yaml") == plan
    assert dumps(loads(text, "yaml"), "yaml") == text
    assert text.startswith("schema: 3\nid: hovedstaden-almen-2015-2019\n")
    assert not {"&", "*", "!"} & {line.strip()[:1] for line in text.splitlines()}


@pytest.mark.parametrize(
    "title",
    [
        "no",
        "~",
        "null",
        "",
        "29",
        "010",
        "1.10",
        "0o17",
        "1e3",
        ".inf",
        ".NaN",
        "2017-01-01",
        "12:30",
        "yes",
        "true",
        "&a *a",
        "- x",
        "a: b",
        "# x",
        "!tag",
        "%x",
        "@x",
        "`",
        "|",
        ">",
        "'",
        '"',
        " x ",
        "x\n",
        "\n x",
        "\tx",
        "a\n\n\nb",
        "Ærø 𝄞",
        "ord " * 60,
        "x" * 300,
        "a\n  b\n c " * 20,
        "[red]",
        "=1+1",
        "---",
        "...",
        "?",
        "<<",
        "\xa0x\xa0",
    ],
)
def test_any_title_comes_back(title):
    plan = attrs.evolve(loads(BASE, "yaml"), title=title)
    assert loads(dumps(plan, "yaml"), "yaml") == plan
    assert loads(dumps(plan)) == plan


def test_where_pyyaml_is_missing(monkeypatch):
    plan = loads(BASE, "yaml")
    monkeypatch.setitem(sys.modules, "yaml", None)
    for call in (lambda: loads(BASE, "yaml"), lambda: dumps(plan, "yaml")):
        with pytest.raises(PlanError) as caught:
            call()
        [fault] = caught.value.faults
        assert (fault.code, fault.path) == ("not-installed", "format")
        assert "run: python -m pip install PyYAML " in fault.message
        assert "kør: python -m pip install PyYAML " in fault.danish
    assert loads(dumps(plan)) == plan
