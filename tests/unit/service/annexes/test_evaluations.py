"""The four evaluations of 4.3.8: every key of the table in annex rules, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.fields import FieldType
from tests.unit.service.annexes.samples import Check

SCALES = {
    "mentee": "1.1 1.2 1.3 1.4 2.2 2.3 3.1 3.2",
    "mentor": "1.1 1.2 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 4.1 4.2",
    "parent": "1.1 1.2 1.3 1.4 2.1.a 2.1.b 2.1.c 2.1.d 2.1.e 3.3",
    "social-worker": "1.1 1.2 1.4 2.1.a 2.1.b 2.1.c 2.1.d 3.1",
}
YES_OR_NO = {"mentee": "", "mentor": "", "parent": "3.1.a 3.1.b 3.2 4.1", "social-worker": "3.2 3.3 3.5"}
WORDS = {"social-worker": {"1.3": ["jā", "nē", "grūti pateikt"], "2.3": ["jā", "nē", "cits"]}}
TEXTS = {
    "mentee": "2.1 3.3",
    "mentor": "",
    "parent": "2.2 3.2.why 4.1.why",
    "social-worker": "2.2 2.3.comment 3.4 3.5.why",
}
FORMS = sorted(SCALES)
EVERY = [
    (form, key, kind)
    for kind, keys in (("scale", SCALES), ("yes/no", YES_OR_NO))
    for form in FORMS
    for key in keys[form].split()
] + [("social-worker", key, "word") for key in WORDS["social-worker"]]
OPTIONAL = [(form, key) for form in FORMS for key in TEXTS[form].split()]


@pytest.mark.parametrize("form", FORMS)
def test_it_has_the_keys_of_the_table(catalogue: Catalogue, form: str) -> None:
    answers = catalogue[f"4.3.8/{form}"].definition.field("answers").fields
    by_type: dict[FieldType, list[str]] = {}
    for field in answers:
        by_type.setdefault(field.type, []).append(field.key)
    assert by_type.pop(FieldType.SCALE, []) == SCALES[form].split()
    assert by_type.pop(FieldType.BOOLEAN, []) == YES_OR_NO[form].split()
    assert by_type.pop(FieldType.CHOICE, []) == list(WORDS.get(form, {}))
    assert by_type.pop(FieldType.LONG_TEXT, []) == TEXTS[form].split()
    assert by_type == {}


@pytest.mark.parametrize(("form", "key", "kind"), EVERY)
def test_every_answer_that_is_no_text_is_required(found: Check, form: str, key: str, kind: str) -> None:
    code = f"4.3.8/{form}"
    assert found(code, {("answers", key): ...}) == [(f"answers.{key}", "missing")]
    assert found(code, {("answers", key): ...}, draft=True) == []


@pytest.mark.parametrize(("form", "key"), OPTIONAL)
def test_every_text_may_be_left_out_and_may_have_paragraphs(found: Check, form: str, key: str) -> None:
    code = f"4.3.8/{form}"
    assert found(code, {("answers", key): None}) == []
    assert found(code, {("answers", key): "viens\n\ndivi"}) == []


WRONG: dict[str, tuple[str, tuple[Any, ...]]] = {
    "scale": ("scale", (0, 11, "9", 9.0, True)),
    "yes/no": ("type.boolean", ("jā", 1, "true")),
    "word": ("choice", ("Jā", "varbūt", 1, True, ["jā"])),
}


@pytest.mark.parametrize(("form", "key", "kind"), EVERY)
def test_an_answer_of_another_kind_is_refused(found: Check, form: str, key: str, kind: str) -> None:
    code, values = WRONG[kind]
    for value in values:
        assert found(f"4.3.8/{form}", {("answers", key): value}) == [(f"answers.{key}", code)]


@pytest.mark.parametrize(
    ("key", "word"), [(key, word) for key, words in WORDS["social-worker"].items() for word in words]
)
def test_each_word_of_the_form_is_an_answer(found: Check, key: str, word: str) -> None:
    assert found("4.3.8/social-worker", {("answers", key): word}) == []


@pytest.mark.parametrize("key", ["1", "1.5", "1.1.a", "2.1.f", "", "1.1."])
def test_a_key_of_no_question_is_refused(found: Check, key: str) -> None:
    for form in FORMS:
        assert found(f"4.3.8/{form}", {("answers", key): 5}) == [(f"answers.{key}", "key.unknown")]


def test_errors_come_in_the_order_of_the_questions(found: Check) -> None:
    change = {("answers", key): ... for key in ("3.3", "2.1.b", "2.1.a", "1.4")}
    assert [path for path, _ in found("4.3.8/parent", change)] == [
        "answers.1.4",
        "answers.2.1.a",
        "answers.2.1.b",
        "answers.3.3",
    ]


@pytest.mark.parametrize("answers", [[], "9", None, {"1": {"1": 9}}])
def test_answers_are_one_flat_object(found: Check, answers: Any) -> None:
    assert found("4.3.8/mentor", {("answers",): answers})
