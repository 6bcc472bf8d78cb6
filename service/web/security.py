"""What every answer says to browsers: nothing from elsewhere, nothing kept, nothing framed."""

from __future__ import annotations

from typing import Final

from flask import Flask, request
from werkzeug.wrappers import Response

from service.web.config import is_https
from service.web.parts import application

_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src {objects}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_STATIC_SECONDS: Final = 3600


def install(flask_app: Flask) -> None:
    """Put the headers on every answer."""
    flask_app.after_request(_protect)


def _protect(response: Response) -> Response:
    # Browsers show a PDF through an object of their own, which the page's policy must let be.
    objects = "'self'" if response.mimetype == "application/pdf" else "'none'"
    response.headers["Content-Security-Policy"] = _POLICY.format(objects=objects)
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if is_https(application().settings):
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "static":
        response.headers["Cache-Control"] = f"public, max-age={_STATIC_SECONDS}"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
