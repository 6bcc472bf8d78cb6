"""The rules of 4.1 and 4.2: each refused with its path, in the order of the form."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.checks import check_data
from service.annexes.findings import Finding

DAY = date(2026, 11, 23)
DEFAULTS = {"provider.name": "Nodibinājums “Paraugs”", "provider.email": "info@paraugs.example"}

Check = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def check(catalogue: Catalogue) -> Check:
    def checked(code: str, change: dict[str, Any], *, draft: bool = False) -> tuple[Finding, ...]:
        data = copy.deepcopy(catalogue[code].sample())
        for path, value in change.items():
            *parents, key = path.split(".")
            target = data
            for parent in parents:
                target = target.setdefault(parent, {})
            if value is ...:
                target.pop(key, None)
            else:
                target[key] = value
        definition = catalogue[code].definition
        return check_data(definition, data, on=DAY, defaults=DEFAULTS, draft=draft).findings

    return checked


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in findings]


@pytest.mark.parametrize("code", ["4.1", "4.2"])
def test_the_sample_is_good(check: Check, code: str) -> None:
    assert check(code, {}) == ()


@pytest.mark.parametrize("code", ["4.1", "4.2"])
def test_the_recipient_defaults_to_the_provider(check: Check, code: str) -> None:
    assert check(code, {"recipient": ...}) == ()


@pytest.mark.parametrize(
    "consent", ["service", "child_informed_and_agrees", "data_processing", "data_transfer"]
)
def test_all_four_consents_of_4_1_must_be_true_to_issue_and_a_draft_may_hold_false(
    check: Check, consent: str
) -> None:
    assert codes(check("4.1", {f"consents.{consent}": False})) == [(f"consents.{consent}", "consent.missing")]
    assert check("4.1", {f"consents.{consent}": False}, draft=True) == ()


@pytest.mark.parametrize("consent", ["service", "data_processing", "data_transfer", "guardian_notice"])
def test_all_consents_of_4_2_must_be_true_to_issue(check: Check, consent: str) -> None:
    assert codes(check("4.2", {f"consents.{consent}": False})) == [(f"consents.{consent}", "consent.missing")]


@pytest.mark.parametrize("age", [-1, 18])
def test_child_age_in_4_1_is_0_to_17(check: Check, age: int) -> None:
    assert ("child_age", "number.out_of_range") in codes(check("4.1", {"child_age": age}))


def test_child_age_agrees_with_the_personal_code(check: Check) -> None:
    assert codes(check("4.1", {"child_age": 12})) == [("child_age", "age.disagrees")]
    new_kind = {"child_age": 12, "child.personal_code": "32123456789"}
    assert check("4.1", new_kind) == ()


def test_a_child_below_15_is_told_that_the_legal_representative_applies_with_4_1(check: Check) -> None:
    findings = check("4.2", {"age": 14})
    told = [finding for finding in findings if finding.code == "number.out_of_range"]
    assert [finding.path for finding in told] == ["age"]
    assert "likumiskais pārstāvis" in told[0].message
    assert "4.1" in told[0].message


def test_another_mentor_needs_its_names_and_none_has_none(check: Check) -> None:
    assert codes(check("4.1", {"other_mentor": {"receives": True}})) == [
        ("other_mentor.provider_name", "missing"),
        ("other_mentor.mentor_name", "missing"),
    ]
    named = {"receives": True, "provider_name": "Cits sniedzējs", "mentor_name": "Ilze Liepa"}
    assert check("4.1", {"other_mentor": named}) == ()
    assert codes(check("4.1", {"other_mentor": {"receives": False, "mentor_name": "Ilze"}})) == [
        ("other_mentor.mentor_name", "not_expected")
    ]


def test_an_unknown_key_is_an_error_wherever_it_stands(check: Check) -> None:
    findings = codes(check("4.1", {"applicant.nick": "A", "extra": 1}))
    assert ("applicant.nick", "key.unknown") in findings
    assert ("extra", "key.unknown") in findings


def test_errors_come_in_the_order_of_the_form(check: Check) -> None:
    findings = check(
        "4.1",
        {
            "consents.service": False,
            "child_age": 12,
            "applicant.personal_code": "010185-12340",
            "recipient.email": "nav",
        },
    )
    assert [finding.path for finding in findings] == [
        "recipient.email",
        "applicant.personal_code",
        "child_age",
        "consents.service",
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\x00", "text.control_character"),
        ("a\x1bb", "text.control_character"),
        ("a\u202eb", "text.control_character"),
        ("a\u200bb", "text.control_character"),
        ("a\ud800b", "text.control_character"),
        ("a\nb", "text.control_character"),
        ("😀", "text.no_glyph"),
        ("中", "text.no_glyph"),
        ("x" * 301, "text.too_long"),
        (7, "type.text"),
        (["Anna"], "type.text"),
        ("   ", "missing"),
    ],
)
def test_a_text_that_cannot_be_drawn_as_typed_is_refused_naming_the_field(
    check: Check, value: Any, code: str
) -> None:
    assert codes(check("4.1", {"applicant.given_name": value})) == [("applicant.given_name", code)]


@pytest.mark.parametrize(
    "value", ["x" * 300, "<b>", "A & B", "{{ 7*7 }}", "{% raw %}", "ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž", "“”„–…"]
)
def test_a_text_that_only_looks_dangerous_is_data(check: Check, value: str) -> None:
    assert check("4.1", {"applicant.given_name": value}) == ()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("applicant", "Anna", "type.object"),
        ("child_age", "13", "type.integer"),
        ("child_age", True, "type.integer"),
        ("child_age", 13.0, "type.integer"),
        ("consents.service", "true", "type.boolean"),
        ("other_mentor.receives", 1, "type.boolean"),
        ("applicant_capacity", "aunt", "choice"),
        ("applicant.email", "anna@", "email"),
        ("applicant.phone", "zvani", "phone"),
        ("applicant.personal_code", "290230-11111", "personal_code.date"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(check: Check, path: str, value: Any, code: str) -> None:
    assert (path, code) in codes(check("4.1", {path: value}))


def test_an_empty_form_reports_every_required_field(check: Check, catalogue: Catalogue) -> None:
    definition = catalogue["4.1"].definition
    findings = check_data(definition, {}, on=DAY, defaults={}).findings
    assert {finding.code for finding in findings} == {"missing"}
    assert [finding.path for finding in findings] == [
        "recipient.name",
        "recipient.email",
        "applicant.given_name",
        "applicant.surname",
        "applicant.personal_code",
        "applicant.address",
        "applicant.phone",
        "applicant.email",
        "applicant_capacity",
        "child.given_name",
        "child.surname",
        "child.personal_code",
        "child_age",
        "other_mentor.receives",
        "consents.service",
        "consents.child_informed_and_agrees",
        "consents.data_processing",
        "consents.data_transfer",
    ]
    assert check_data(definition, {}, on=DAY, defaults={}, draft=True).findings == ()


@pytest.mark.parametrize("value", [[], "text", 7, None, True])
def test_data_that_are_no_object_are_refused(catalogue: Catalogue, value: Any) -> None:
    findings = check_data(catalogue["4.1"].definition, value, on=DAY, defaults={}).findings
    assert codes(findings) == [("", "type.object")]


def test_no_message_repeats_a_personal_code(check: Check) -> None:
    findings = check("4.1", {"applicant.personal_code": "010185-12340"})
    assert all("010185" not in finding.message for finding in findings)
