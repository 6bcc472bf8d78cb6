"""Where a document is signed or sealed."""

from __future__ import annotations

from typing import Any

from service.pipeline.making import signature_places
from tests.unit.service.annexes.samples import annex_of

ROLE = {"key": "role", "type": "text"}


def signer(role: str, **more: Any) -> dict[str, Any]:
    words = {"lv": "Paraugs", "en": "Sample"}
    return {"role": role, "label": words, "place": {"width_mm": 60, "height_mm": 20}, **more}


def test_each_signer_has_a_place_named_after_the_role() -> None:
    annex = annex_of(ROLE, signing=[{"signers": [signer("mentor")]}, {"signers": [signer("method_lead")]}])
    places = signature_places(annex, {})
    assert [(place.role, place.bookmark) for place in places] == [
        ("mentor", "sign_mentor"),
        ("method_lead", "sign_method_lead"),
    ]


def test_one_who_is_asked_only_sometimes_has_a_place_only_then() -> None:
    condition = {"path": "role", "equals": "child"}
    annex = annex_of(ROLE, signing=[{"signers": [signer("child", optional=True, when=condition)]}])
    assert [place.role for place in signature_places(annex, {"role": "child"})] == ["child"]
    assert signature_places(annex, {"role": "parent"}) == signature_places(annex, {}) == ()


def test_one_who_may_be_chosen_when_the_route_starts_has_a_place() -> None:
    annex = annex_of(ROLE, signing=[{"signers": [signer("method_lead", optional=True)]}])
    assert [place.role for place in signature_places(annex, {})] == ["method_lead"]


def test_what_nobody_signs_has_a_place_for_the_provider_s_seal() -> None:
    (place,) = signature_places(annex_of(ROLE), {})
    assert (place.role, place.bookmark) == ("provider", "sign_provider")
