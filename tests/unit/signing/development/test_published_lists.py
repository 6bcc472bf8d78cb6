"""The lists name the right services, and are issued again in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from lxml import etree

from signing.development.authority import DevelopmentAuthority
from signing.development.serving import ServedAuthority
from signing.development.timestamping_units import add_timestamping_unit

T = {"t": "http://uri.etsi.org/02231/v2#", "x": "http://uri.etsi.org/02231/v2/additionaltypes#"}


def parsed(list_xml: bytes) -> etree._Element:
    return etree.fromstring(list_xml)


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(text) for text in root.xpath(f"{path}/text()", namespaces=T)]


def sequence_number(list_xml: bytes) -> int:
    return int(texts(parsed(list_xml), "//t:TSLSequenceNumber")[0])


def test_the_trusted_list_names_issuing_authorities_and_units_but_not_the_root(
    authority: DevelopmentAuthority,
) -> None:
    root = parsed(authority.trusted_list_xml())
    services = root.findall(".//t:ServiceInformation", T)
    found = [
        (
            texts(service, "t:ServiceTypeIdentifier")[0].rpartition("/")[2],
            [uri.rpartition("/")[2] for uri in texts(service, ".//t:AdditionalServiceInformation/t:URI")],
        )
        for service in services
    ]
    assert found == [("QC", ["ForeSignatures"]), ("QC", ["ForeSignatures", "ForeSeals"]), ("QTST", [])]
    assert {text.rpartition("/")[2] for text in texts(root, "//t:ServiceStatus")} == {"granted"}
    assert all("DEVELOPMENT" in name for name in texts(root, "//t:ServiceName/t:Name"))


def test_every_name_in_the_lists_says_development(authority: DevelopmentAuthority) -> None:
    for list_xml in (authority.trusted_list_xml(), authority.list_of_lists_xml()):
        root = parsed(list_xml)
        for path in ("//t:SchemeOperatorName/t:Name", "//t:SchemeName/t:Name", "//t:TSLLegalNotice"):
            assert all("DEVELOPMENT" in text for text in texts(root, path))


def test_scheme_information_has_its_elements_in_the_order_of_the_standard(
    authority: DevelopmentAuthority,
) -> None:
    scheme = parsed(authority.trusted_list_xml()).find("t:SchemeInformation", T)
    assert [etree.QName(child).localname for child in scheme] == [
        "TSLVersionIdentifier",
        "TSLSequenceNumber",
        "TSLType",
        "SchemeOperatorName",
        "SchemeOperatorAddress",
        "SchemeName",
        "SchemeInformationURI",
        "StatusDeterminationApproach",
        "SchemeTypeCommunityRules",
        "SchemeTerritory",
        "PolicyOrLegalNotice",
        "HistoricalInformationPeriod",
        "PointersToOtherTSL",
        "ListIssueDateTime",
        "NextUpdate",
        "DistributionPoints",
    ]


def test_the_list_of_lists_points_to_the_trusted_list(authority: DevelopmentAuthority) -> None:
    pointers = parsed(authority.list_of_lists_xml()).findall(".//t:OtherTSLPointer", T)
    assert len(pointers) == 1
    assert texts(pointers[0], "t:TSLLocation") == [f"{authority.base_url}/tl/lv.xml"]
    assert texts(pointers[0], ".//t:SchemeTerritory") == ["LV"]
    assert texts(pointers[0], ".//x:MimeType") == ["application/vnd.etsi.tsl+xml"]
    assert texts(pointers[0], ".//t:X509Certificate")


def test_the_same_issue_is_given_until_its_end_comes_near(timed: ServedAuthority) -> None:
    authority = timed.authority
    first = authority.trusted_list_xml()
    authority.clock.advance(timedelta(days=100))  # type: ignore[attr-defined]
    assert authority.trusted_list_xml() == first
    authority.clock.advance(timedelta(days=60))  # type: ignore[attr-defined]
    second = authority.trusted_list_xml()
    assert sequence_number(second) == sequence_number(first) + 1
    next_update = texts(parsed(second), "//t:NextUpdate/t:dateTime")[0]
    assert datetime.fromisoformat(next_update) > authority.clock() + timedelta(days=150)


def test_a_new_unit_is_listed_at_once(timed: ServedAuthority) -> None:
    authority = timed.authority
    first = authority.trusted_list_xml()
    authority.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    add_timestamping_unit(authority.estate, authority.clock())
    second = authority.trusted_list_xml()
    assert second.count(b"/Svctype/TSA/QTST") == first.count(b"/Svctype/TSA/QTST") + 1
    assert sequence_number(second) == sequence_number(first) + 1
