"""The JSON of a report: others script against it."""

from __future__ import annotations

from dataclasses import replace

from signing.trust import Notice
from signing.validation import FileFormat, FileReport, Verdict
from tests.unit.signing.validation.reports import GOOD, file_report


def test_a_report_has_exactly_the_keys_that_are_promised() -> None:
    report = file_report(GOOD).to_dict()
    assert list(report) == ["file", "format", "verdict", "signatures", "warnings", "message"]
    assert report["signatures"] == [
        {
            "field": "child",
            "kind": "signature",
            "indication": "TOTAL-PASSED",
            "sub_indication": None,
            "intact": True,
            "level": "B-LT",
            "signer": {
                "name": "ANNA PARAUDZIŅA",
                "personal_code": "010180-15097",
                "registration_number": None,
            },
            "signed_at": "2026-11-23T17:00:05Z",
            "claimed_at": None,
            "qualified": "QESig",
            "timestamp_qualified": True,
            "changed_after": "none",
        }
    ]


def test_what_is_not_known_is_null() -> None:
    (signature,) = file_report(replace(GOOD, signer=None, level=None, qualified=None)).to_dict()["signatures"]
    assert signature["signer"] == {"name": None, "personal_code": None, "registration_number": None}
    assert signature["level"] is None
    assert signature["qualified"] is None


def test_sentences_are_put_into_the_readers_language() -> None:
    report = FileReport(
        "x",
        FileFormat.OTHER,
        Verdict.UNREADABLE,
        Notice("a", "Not %(kind)s.", {"kind": "PDF"}),
        warnings=(Notice("b", "Beware of %(what)s.", {"what": "%d"}),),
    ).to_dict({"Not %(kind)s.": "Nav %(kind)s.", "Beware of %(what)s.": "Sargies no %(what)s."}.__getitem__)
    assert report["message"] == "Nav PDF."
    assert report["warnings"] == ["Sargies no %d."]
