"""``pielikums sign``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from service.annexes.reading import read_json
from service.cli.common import settings_in_force, write_result
from service.clock import SystemClock
from service.i18n import gettext
from service.settings import Settings
from signing.appearance import Appearance
from signing.errors import Refusal
from signing.model import SignatureLevel, SignaturePlace
from signing.provider import Signatory

_INVISIBLE: Final = (0, 0, 0, 0)
_PERSON_KEYS: Final = ("given_name", "surname", "personal_code")
_SEAL_KEYS: Final = ("name", "registration_number")


@click.command()
@click.argument("unsigned", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="IN.pdf")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="OUT.pdf"
)
@click.option(
    "--as", "role", required=True, metavar="ROLE", help="Signer role: the name of the signature field."
)
@click.option(
    "--level", type=click.Choice([level.value for level in SignatureLevel]), default="B-LT", show_default=True
)
@click.option("--provider", metavar="NAME", help="Way to sign; the configured one if not given.")
@click.option(
    "--person",
    type=click.File("rb"),
    metavar="DATA.json",
    help="Who signs: given_name, surname, personal_code; or name, registration_number for a seal.",
)
def sign(
    *,
    unsigned: Path,
    output: Path,
    role: str,
    level: str,
    provider: str | None,
    person: BinaryIO | None,
) -> None:
    """Sign IN.pdf in the role ROLE with a configured provider; the development provider if there is none."""
    from service.bootstrap import open_signing_desk
    from signing.seal import seal_pdf
    from signing.sign import sign_pdf

    settings = settings_in_force()
    signatory = _signatory(settings, role, person)
    content = unsigned.read_bytes()
    visible = _has_place(content, role)
    clock = SystemClock()
    with open_signing_desk(settings, clock) as desk:
        parts = desk.counterparts
        apply = sign_pdf if signatory.registration_number is None else seal_pdf
        revision = apply(
            content,
            field_name=role,
            provider=parts.provider(provider or settings.signing.provider),
            signatory=signatory,
            level=SignatureLevel(level),
            services=parts.services(),
            moment=clock.now(),
            appearance=Appearance(parts.font) if visible else None,
            place=None if visible else SignaturePlace(0, _INVISIBLE, role),
        )
    write_result(output, revision.pdf)
    click.echo(gettext("Signed at level %(level)s: %(path)s") % {"level": level, "path": output}, err=True)


def _has_place(content: bytes, role: str) -> bool:
    """Whether the PDF has a field of this name; without one the signature is invisible."""
    try:
        return role in (PdfReader(io.BytesIO(content)).get_fields() or {})
    except PyPdfError:
        # Signing says what is wrong with it.
        return True


def _signatory(settings: Settings, role: str, person: BinaryIO | None) -> Signatory:
    if person is None:
        if role != "provider":
            raise click.UsageError("say who signs with --person DATA.json")
        return Signatory(
            name=settings.provider.name, registration_number=settings.provider.registration_number
        )
    name = Path(person.name).name
    value = read_json(person.read(), name)
    return Signatory(**_only(value, name))


def _only(value: Any, name: str) -> dict[str, str]:
    keys = _PERSON_KEYS if isinstance(value, dict) and "personal_code" in value else _SEAL_KEYS
    missing = [key for key in keys if not isinstance(value, dict) or not isinstance(value.get(key), str)]
    if missing:
        raise Refusal(
            "sign.person",
            "%(name)s does not say who signs: %(missing)s is missing.",
            name=name,
            missing=", ".join(missing),
        )
    return {key: value[key] for key in keys}
