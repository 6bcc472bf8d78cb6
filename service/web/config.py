"""Flask's own configuration, from the settings."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from service.settings import Settings
from service.stores.durable import write_once
from signing.errors import GiveUp

_SECRET_BYTES: Final = 32


def flask_config(settings: Settings) -> dict[str, Any]:
    """Cookies that scripts and other sites cannot use, and limits of what is taken in."""
    return {
        "SECRET_KEY": session_secret(settings),
        "SESSION_COOKIE_NAME": "pielikums_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_https(settings),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.web.session_hours),
        "MAX_CONTENT_LENGTH": settings.web.max_upload_mebibytes * 1024 * 1024,
        # A token lives as long as its session: a form that was filled for hours can still be sent.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def is_https(settings: Settings) -> bool:
    """Whether people reach the service over TLS."""
    return settings.public_url.startswith("https://")


def session_secret(settings: Settings) -> str:
    """The secret that signs session cookies: from its file, or one that is made once in the data folder.

    Raises:
        GiveUp: the file cannot be read, or is too short to be a secret.
    """
    path = settings.web.secret_key_file or settings.data_dir / "session-secret"
    if settings.web.secret_key_file is None and not path.exists():
        write_once(path, secrets.token_hex(_SECRET_BYTES).encode())
        path.chmod(0o400)
    return _read(path)


def _read(path: Path) -> str:
    try:
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        secret = ""
    if len(secret) < _SECRET_BYTES:
        raise GiveUp(
            "web.secret",
            "The secret file %(file)s cannot be read or is shorter than %(count)d characters; "
            "set web.secret_key_file.",
            file=str(path),
            count=_SECRET_BYTES,
        )
    return secret
