"""The command line: exit statuses, one JSON value, clear refusals in the order of the form."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from service.annexes.catalogue import Catalogue
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("pielikums")
CATALOGUE = Catalogue.load(ROOT / "templates" / "annex")

COMMANDS = (
    "annexes check render sign verify demo serve worker scheduler portfolio template doctor user db config"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    port = str(free_port())

    def call(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "PIELIKUMS_SERVICE__DATA_DIR": str(tmp_path / "data"),
                "PIELIKUMS_DEVELOPMENT__AUTHORITY_PORT": port,
                **environment,
            },
        )

    return call


def data_file(folder: Path, code: str = "4.1", **changes: Any) -> Path:
    data = copy.deepcopy(CATALOGUE[code].sample())
    for path, value in changes.items():
        *parents, key = path.split("__")
        target = data
        for parent in parents:
            target = target[parent]
        target[key] = value
    file = folder / "data.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def test_help_explains_every_command_of_the_contract(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in COMMANDS.split():
        assert f"\n  {command} " in done.stdout
        assert run(command, "--help").returncode == 0


@pytest.mark.parametrize(
    "command", [["worker"], ["scheduler"], ["template", "lint"], ["portfolio", "export", "1"]]
)
def test_what_is_not_there_yet_says_so_and_exits_3(run: Run, command: list[str]) -> None:
    done = run(*command)
    assert done.returncode == 3
    assert " ".join(command[:2]).rstrip(" 1") in done.stderr


def test_used_wrongly_exits_2(run: Run) -> None:
    for arguments in (["check"], ["nonsense"], ["check", "4.1", "missing.json"], ["annexes", "--colour"]):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert "Usage" in done.stderr
        assert not done.stdout


def test_unknown_settings_stop_the_start_with_their_names(run: Run) -> None:
    done = run("annexes", PIELIKUMS_WEB__PROT="1")
    assert done.returncode == 3
    assert "web.prot" in done.stderr


def test_annexes_are_listed(run: Run) -> None:
    listed = json.loads(run("annexes", "--json").stdout)
    assert {"4.1", "4.2"} <= {annex["code"] for annex in listed}


@pytest.mark.parametrize("code", ["4.1", "4.2", "application-representative"])
def test_the_sample_is_good(run: Run, tmp_path: Path, code: str) -> None:
    done = run("check", code, data_file(tmp_path, CATALOGUE.find(code).code), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"ok": True, "errors": []}


def test_refusals_come_in_the_order_of_the_form_with_path_and_sentence(run: Run, tmp_path: Path) -> None:
    file = data_file(
        tmp_path, consents__service=False, child_age=12, applicant__personal_code="010185-12340", extra=1
    )
    done = run("check", "4.1", file, "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["ok"] is False
    assert [error["path"] for error in answer["errors"]] == [
        "extra",
        "applicant.personal_code",
        "child_age",
        "consents.service",
    ]
    assert all(error["message"] and error["code"] for error in answer["errors"])
    in_words = run("check", "4.1", file)
    assert in_words.returncode == 1
    assert not in_words.stdout
    assert in_words.stderr.index("child_age") < in_words.stderr.index("consents.service")


def test_a_14_year_old_is_told_who_applies_instead(run: Run, tmp_path: Path) -> None:
    done = run("check", "4.2", data_file(tmp_path, "4.2", age=14))
    assert done.returncode == 1
    assert "likumiskais pārstāvis" in done.stderr


def test_a_draft_may_be_incomplete_but_not_wrong(run: Run, tmp_path: Path) -> None:
    assert run("check", "4.1", data_file(tmp_path, consents__service=False), "--draft").returncode == 0
    assert run("check", "4.1", data_file(tmp_path, child_age="13"), "--draft").returncode == 1


def test_age_is_counted_on_the_day_of_issue(run: Run, tmp_path: Path) -> None:
    file = data_file(tmp_path)
    assert run("check", "4.1", file, "--at", "2030-01-01").returncode == 1
    assert run("check", "4.1", file, "--at", "tomorrow").returncode == 2


def test_json_that_is_not_json_is_refused_naming_the_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"child_age": }', encoding="utf-8")
    done = run("check", "4.1", file)
    assert done.returncode == 1
    assert "broken.json" in done.stderr
    assert "Traceback" not in done.stderr
    answer = json.loads(run("check", "4.1", file, "--json").stdout)
    assert [error["code"] for error in answer["errors"]] == ["json.not_json"]


def test_an_unknown_annex_is_refused_naming_those_there_are(run: Run, tmp_path: Path) -> None:
    done = run("check", "9.9", data_file(tmp_path))
    assert done.returncode == 1
    assert "4.1" in done.stderr


def test_render_refuses_data_that_are_not_good_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("render", "4.1", data_file(tmp_path, child_age=12), "-o", tmp_path / "out.pdf")
    assert done.returncode == 1
    assert "child_age" in done.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_libreoffice_missing_exits_3_and_says_what_to_install(run: Run, tmp_path: Path) -> None:
    done = run(
        "render",
        "4.1",
        data_file(tmp_path),
        "-o",
        tmp_path / "out.pdf",
        PIELIKUMS_OFFICE__SOFFICE="/nowhere/soffice",
    )
    assert done.returncode == 3
    assert "libreoffice-writer-nogui" in done.stderr
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.slow
def test_from_data_to_a_verified_signature(run: Run, tmp_path: Path) -> None:
    file = data_file(tmp_path)
    issued, signed = tmp_path / "issued.pdf", tmp_path / "signed.pdf"
    assert run("render", "4.1", file, "-o", issued, "--docx", tmp_path / "filled.docx").returncode == 0
    assert (tmp_path / "filled.docx").read_bytes().startswith(b"PK")
    person = tmp_path / "person.json"
    person.write_text(json.dumps(CATALOGUE["4.1"].sample()["applicant"]), encoding="utf-8")
    done = run(
        "sign", issued, "-o", signed, "--as", "legal_representative", "--person", person, "--level", "B-LTA"
    )
    assert done.returncode == 0, done.stderr
    assert signed.read_bytes().startswith(issued.read_bytes())
    done = run("verify", "--json", signed)
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)
    assert report["verdict"] == "TOTAL-PASSED"
    assert report["signatures"][0]["qualified"] == "QESig"
    assert report["signatures"][0]["level"] == "B-LTA"
    assert (
        report["signatures"][0]["signer"]["personal_code"]
        == CATALOGUE["4.1"].sample()["applicant"]["personal_code"]
    )
    done = run("verify", issued)
    assert done.returncode == 1
    assert "UNSIGNED" in done.stdout


def test_verify_answers_for_files_that_are_no_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "text.pdf").write_text("not a PDF", encoding="utf-8")
    done = run("verify", "--json", "empty.pdf", "text.pdf", "missing.pdf")
    assert done.returncode == 1
    assert [report["verdict"] for report in json.loads(done.stdout)] == ["UNREADABLE"] * 3
    assert "Traceback" not in done.stderr


def test_the_development_provider_is_refused_in_production(run: Run, tmp_path: Path) -> None:
    done = run(
        "sign", data_file(tmp_path), "-o", "out.pdf", "--as", "child", PIELIKUMS_SERVICE__PRODUCTION="true"
    )
    assert done.returncode == 3
    assert "signing.provider" in done.stderr


def test_accounts_and_portfolios_are_listed_and_the_database_is_upgraded(run: Run) -> None:
    assert run("db", "upgrade").returncode == 0
    roles = {account["role"] for account in json.loads(run("user", "list", "--json").stdout)}
    assert {"legal_representative", "child", "provider", "archivist"} <= roles
    assert json.loads(run("portfolio", "list", "--json").stdout) == []
    assert run("portfolio", "show", "7").returncode == 1


def test_settings_are_shown_as_json(run: Run) -> None:
    shown = json.loads(run("config", "show").stdout)
    assert shown["service"]["production"] is False


@pytest.mark.slow
def test_the_provider_seals_any_pdf_and_a_person_is_asked_for_elsewhere(run: Run, tmp_path: Path) -> None:
    plain, sealed = tmp_path / "plain.pdf", tmp_path / "sealed.pdf"
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(plain)
    assert run("sign", plain, "-o", sealed, "--as", "mentor").returncode == 2
    assert run("sign", plain, "-o", sealed, "--as", "provider").returncode == 0
    (report,) = json.loads(run("verify", "--json", sealed).stdout)
    assert (report["verdict"], report["signatures"][0]["qualified"]) == ("TOTAL-PASSED", "QESeal")
