"""The authority is made once, whoever asks first, and says everywhere what it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.x509 import load_der_x509_certificate

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.errors import GiveUp

OPEN = """
import sys
from pathlib import Path
from signing.development.authority import DevelopmentAuthority
print(DevelopmentAuthority.open(Path(sys.argv[1]), "http://127.0.0.1:8571").pki)
"""


@pytest.mark.slow
def test_processes_that_open_a_new_directory_at_once_get_one_authority(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(tmp_path / "new" / "authority")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate(timeout=120)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(set(answers)) == 1
    assert answers[0]
    assert [path.name for path in (tmp_path / "new").iterdir() if not path.name.startswith(".")] == [
        "authority"
    ]


def test_keys_are_their_owners_alone(authority: DevelopmentAuthority) -> None:
    authority.credential_for_seal("Parauga biedrība", "40008999999")
    directory = authority.estate.directory
    keys = list(directory.rglob("key.pem"))
    assert len(keys) > len(Issuer)
    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}
    assert directory.stat().st_mode & 0o777 == 0o700


def test_the_folder_says_what_it_is(authority: DevelopmentAuthority) -> None:
    notice = (authority.estate.directory / "README.txt").read_text()
    assert notice.startswith("DEVELOPMENT KEY STORE")


def test_every_unit_says_that_it_is_development(authority: DevelopmentAuthority) -> None:
    paths = list((authority.estate.directory / "units").rglob("certificate.der"))
    assert len(paths) == 11
    for path in paths:
        subject = load_der_x509_certificate(path.read_bytes()).subject
        names = {attribute.oid.dotted_string: attribute.value for attribute in subject}
        assert str(names["2.5.4.3"]).startswith("DEVELOPMENT ")
        assert str(names["2.5.4.10"]).startswith("DEVELOPMENT ")


def test_names_of_signers_do_not_show_in_the_store(authority: DevelopmentAuthority) -> None:
    authority.credential_for_person("Vizbulīte", "Slepenā", "010203-20000")
    paths = [str(path) for path in authority.estate.directory.rglob("*")]
    assert not [path for path in paths if "010203" in path or "lepen" in path]


def test_the_anchors_are_those_of_the_list_and_not_the_root(authority: DevelopmentAuthority) -> None:
    pem = authority.trust_pem().decode()
    assert pem.count("BEGIN CERTIFICATE") == 3
    assert pem.encode() in authority.trust_pem()


def test_another_address_is_refused_naming_the_setting(authority: DevelopmentAuthority) -> None:
    with pytest.raises(GiveUp) as failure:
        DevelopmentAuthority.open(authority.estate.directory, "http://127.0.0.1:1")
    assert failure.value.code == "development.other_address"
    assert "development.authority_port" in str(failure.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:8571",
        "https://127.0.0.1:8571",
        "http://127.0.0.1:8571/path",
        "http://127.0.0.1:port",
        "http://example.org",
        "",
    ],
)
def test_only_loopback_is_served(tmp_path: Path, url: str) -> None:
    with pytest.raises(GiveUp) as failure:
        DevelopmentAuthority.open(tmp_path / "authority", url)
    assert failure.value.code == "development.not_loopback"
    assert not (tmp_path / "authority").exists()


@pytest.mark.parametrize("charter", [None, "", "{}", "[]", json.dumps({"pki": "x", "base_url": "y"})])
def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path, charter: str | None) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    if charter is not None:
        (tmp_path / "authority.json").write_text(charter)
    with pytest.raises(GiveUp) as failure:
        DevelopmentAuthority.open(tmp_path, "http://127.0.0.1:8571")
    assert failure.value.code == "development.not_an_authority"
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_damaged_key_is_named(make_copy: Callable[[str], Path]) -> None:
    url = "http://127.0.0.1:8571"
    authority = DevelopmentAuthority.open(make_copy(url), url)
    path = authority.estate.directory / "units" / "ca-eid" / "key.pem"
    path.write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    with pytest.raises(GiveUp) as failure:
        authority.credential_for_person("Anna", "Paraudziņa", "010190-10000")
    assert failure.value.code == "development.key_unreadable"
    assert str(path) in str(failure.value)
