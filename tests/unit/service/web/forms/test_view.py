"""The page of a form says every error beside its field."""

from __future__ import annotations

from datetime import date

import pytest

from service.annexes.catalogue import Annex, Catalogue
from service.annexes.checks import check_data
from service.annexes.definition import Field, FieldType
from service.annexes.findings import Finding
from service.settings import Settings
from service.web.forms.reading import reading_view
from service.web.forms.view import FieldView, FormView, form_view


@pytest.fixture
def annex() -> Annex:
    return Catalogue.load(Settings().service.annex_dir)["4.1"]


def _field(form: FormView, path: str) -> FieldView:
    views = [view for section in form.sections for view in section.fields]
    while views:
        view = views.pop()
        if view.path == path:
            return view
        views.extend(view.children)
    raise KeyError(path)


def test_every_error_has_a_link_to_its_field_and_words_beside_it(annex: Annex) -> None:
    findings = check_data(annex.definition, {}, on=date(2026, 11, 23), defaults={}).findings
    form = form_view(annex.definition, {}, findings)
    assert [link.message for link in form.errors] == [finding.message for finding in findings]
    for finding, link in zip(findings, form.errors, strict=True):
        view = _field(form, finding.path)
        assert link.target == view.focus_id
        assert view.errors == (finding.message,)
        assert f"{view.id}-error" in view.described_by


def test_an_error_at_no_field_leads_to_the_form(annex: Annex) -> None:
    form = form_view(annex.definition, {}, [Finding("nowhere.at_all", "key.unknown", "Fill this in.")])
    assert form.errors[0].target == "form"


def test_a_paragraph_is_shortened_in_the_summary(annex: Annex) -> None:
    label = {"lv": "vārds " * 40, "en": "word " * 40}
    finding = Finding("consents.data_transfer", "missing", "Fill this in.", label=label)
    (link,) = form_view(annex.definition, {}, [finding]).errors
    assert len(link.label) <= 70
    assert link.label.endswith("…")


def test_a_field_that_belongs_to_an_answer_says_which(annex: Annex) -> None:
    form = form_view(annex.definition, annex.sample())
    assert _field(form, "other_mentor.receives").reveals is True
    assert _field(form, "other_mentor.mentor_name").condition == "Jā"
    assert _field(form, "applicant.surname").condition is None


def test_values_stand_in_the_form_as_typed(annex: Annex) -> None:
    form = form_view(annex.definition, {"child_age": "trīspadsmit", "child": {"surname": "<b>"}})
    assert _field(form, "child_age").text == "trīspadsmit"
    assert _field(form, "child.surname").text == "<b>"
    assert _field(form, "applicant.surname").text == ""


def test_data_of_another_shape_do_no_harm(annex: Annex) -> None:
    form = form_view(annex.definition, {"child": "not a group", "applicant": ["x"]})
    assert _field(form, "child.surname").text == ""


@pytest.mark.parametrize(
    ("typed", "shown_as"), [("", "date"), ("2026-11-23", "date"), ("23.11.2026", "text")]
)
def test_a_day_that_a_picker_would_drop_is_shown_as_text(typed: str, shown_as: str) -> None:
    field = Field.model_validate({"key": "day", "type": "date", "label": {"lv": "x", "en": "x"}})
    assert FieldView("day", field, typed, (), ()).input_type == shown_as
    assert field.type is FieldType.DATE


def test_reading_view_says_all_that_was_filled_in_in_order(annex: Annex) -> None:
    sample = annex.sample()
    lines = [line for passage in reading_view(annex.definition, sample) for line in passage.lines]
    assert lines[0] == ("Pakalpojuma sniedzēja nosaukums", sample["recipient"]["name"])
    assert ("Kas Jūs esat bērnam", "Bērna likumiskais pārstāvis (vecāks vai aizbildnis)") in lines
    assert ("Bērna vecums (pilni gadi)", str(sample["child_age"])) in lines
    assert [value for _label, value in lines[-4:]] == ["Jā"] * 4
