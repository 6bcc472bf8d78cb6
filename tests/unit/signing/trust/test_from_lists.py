"""Trust from a list of lists: signatures, copies, age, roll-back, and what is missing."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from signing.development.authority import DevelopmentAuthority
from signing.development.founding import LIST_OF_LISTS_OPERATOR
from signing.development.list_signing import sign_list
from signing.development.serving import served_authority
from signing.errors import GiveUp
from signing.fetching import Fetcher
from signing.trust import trust_from_list_of_lists

from .conftest import LIFETIME, MOMENT, Lists


def codes(lists: Lists, **arguments: object) -> list[str]:
    return [warning.code for warning in lists.trust(**arguments).warnings]  # type: ignore[arg-type]


def refusal(lists: Lists, **arguments: object) -> str:
    with pytest.raises(GiveUp) as failure:
        lists.trust(**arguments)  # type: ignore[arg-type]
    return failure.value.code


def test_good_lists_give_anchors_state_and_no_warning(lists: Lists) -> None:
    trust = lists.trust()
    names = [anchor.subject.native["common_name"] for anchor in trust.anchors]
    assert names[:2] == ["DEVELOPMENT LV eID ICA", "DEVELOPMENT eParaksts ICA"]
    assert names[2].startswith("DEVELOPMENT eParaksts TSA")
    assert trust.warnings == ()
    assert [(state.territory, state.sequence_number) for state in trust.lists] == [("EU", 1), ("LV", 1)]
    assert not trust.is_stale(MOMENT)


def test_lists_are_read_over_real_http(tmp_path: Path) -> None:
    with served_authority(tmp_path / "authority") as served:
        fetcher = Fetcher(["127.0.0.1"])
        trust = trust_from_list_of_lists(
            served.authority.list_of_lists_url,
            signer_certificates=[served.authority.list_of_lists_signer()],
            territories=["lv"],
            cache_dir=tmp_path / "shelf",
            fetch=fetcher.get,
            moment=served.authority.clock(),
        )
        fetcher.close()
    assert len(trust.anchors) == 3
    assert trust.warnings == ()


@pytest.mark.parametrize("which", ["list of lists", "national list"])
@pytest.mark.parametrize("seed", range(12))
def test_one_changed_byte_and_the_list_is_refused(lists: Lists, which: str, seed: int) -> None:
    location = lists.authority.list_of_lists_url if which == "list of lists" else lists.location
    content = bytearray(lists.at[location])
    place = signed_places(content, random.Random(seed))
    content[place] ^= 0x01
    lists.at[location] = bytes(content)
    assert refusal(lists) == "trust.list_missing"


def signed_places(content: bytearray, chance: random.Random) -> int:
    """A byte of text inside the signed part: in a name, an address, a certificate or a moment."""
    end = content.index(b"<ds:Signature")
    while True:
        place = chance.randrange(content.index(b"<SchemeInformation>"), end)
        opening, closing = content.rfind(b"<", 0, place), content.rfind(b">", 0, place)
        if closing > opening and content[place] not in b"<>&":
            return place


def test_a_list_that_somebody_else_signed_is_refused(lists: Lists) -> None:
    lists.at[lists.location] = sign_list(lists.unsigned(), lists.holder(LIST_OF_LISTS_OPERATOR))
    assert refusal(lists) == "trust.list_missing"


def test_an_unsigned_list_is_refused(lists: Lists) -> None:
    from lxml import etree

    lists.at[lists.location] = etree.tostring(lists.unsigned())
    assert refusal(lists) == "trust.list_missing"


@pytest.mark.parametrize("content", [b"", b"<", b"<a/>", b"\xff\xfe", b"%PDF-1.7"])
def test_what_is_not_a_list_is_refused(lists: Lists, content: bytes) -> None:
    lists.at[lists.authority.list_of_lists_url] = content
    assert refusal(lists) == "trust.list_missing"


def test_an_entity_in_a_list_is_not_expanded(lists: Lists) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    head, _, rest = lists.at[lists.location].partition(b"?>")
    lists.at[lists.location] = head + b"?>" + bomb + rest
    assert refusal(lists) == "trust.list_missing"


def test_the_last_good_copy_is_used_when_nobody_answers(lists: Lists) -> None:
    before = lists.trust()
    lists.at.clear()
    trust = lists.trust(MOMENT + timedelta(days=1))
    assert {anchor.sha256 for anchor in trust.anchors} == {anchor.sha256 for anchor in before.anchors}
    assert [warning.code for warning in trust.warnings] == ["trust.last_good_copy"] * 2
    assert "2027-02-03" in str(trust.warnings[0])
    assert all(state.is_last_good_copy and state.fetched_at == MOMENT for state in trust.lists)


def test_the_last_good_copy_is_used_when_a_list_was_tampered_with(lists: Lists) -> None:
    lists.trust()
    lists.at[lists.location] = lists.at[lists.location].replace(b"granted", b"Granted")
    assert codes(lists) == ["trust.last_good_copy"]
    lists.publish()
    assert codes(lists) == []


def test_a_copy_that_was_tampered_with_on_disk_is_worth_nothing(lists: Lists) -> None:
    lists.trust()
    lists.at.clear()
    for path in lists.shelf.iterdir():
        path.write_bytes(path.read_bytes().replace(b"DEVELOPMENT", b"DEVELOPMEMT"))
    assert refusal(lists) == "trust.list_missing"


def test_no_list_and_no_copy_is_the_end(lists: Lists) -> None:
    lists.at.clear()
    assert refusal(lists) == "trust.list_missing"


def test_an_older_list_does_not_replace_a_newer_one(lists: Lists) -> None:
    lists.publish(sequence_number=7)
    lists.trust()
    lists.publish(sequence_number=6)
    trust = lists.trust()
    assert [warning.code for warning in trust.warnings] == ["trust.last_good_copy"] * 2
    assert {state.sequence_number for state in trust.lists} == {7}
    lists.publish(sequence_number=8)
    assert {state.sequence_number for state in lists.trust().lists} == {8}


def test_a_list_past_its_next_update_is_used_with_a_warning(lists: Lists) -> None:
    moment = MOMENT + LIFETIME + timedelta(days=1)
    trust = lists.trust(moment)
    assert [warning.code for warning in trust.warnings] == ["trust.list_stale"] * 2
    assert trust.is_stale(moment)
    assert trust.anchors


def test_a_list_long_past_its_next_update_is_not_used(lists: Lists) -> None:
    assert refusal(lists, moment=MOMENT + LIFETIME + timedelta(days=15)) == "trust.list_too_old"


def test_an_empty_list_is_refused(lists: Lists) -> None:
    lists.publish(services=())
    assert refusal(lists) == "trust.list_empty"


def test_a_territory_that_is_not_pointed_to_is_refused(lists: Lists) -> None:
    assert refusal(lists, territories=("LV", "EE")) == "trust.territory_missing"


def test_a_list_of_another_territory_is_not_taken_for_the_one_wanted(lists: Lists) -> None:
    foreign = lists.unsigned()
    foreign.find("{*}SchemeInformation/{*}SchemeTerritory").text = "EE"
    lists.at[lists.location] = lists.signed(foreign)
    assert refusal(lists) == "trust.list_missing"


def test_a_list_signer_must_be_valid_at_the_moment(lists: Lists, authority: DevelopmentAuthority) -> None:
    after = authority.list_of_lists_signer().not_valid_after + timedelta(days=1)
    lists.publish(issued_at=after)
    assert refusal(lists, moment=after) == "trust.list_missing"
