"""What views work with: the application of the request at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from flask import Flask, current_app

from service.application import Application

_EXTENSION: Final = "pielikums"


@dataclass(frozen=True)
class Parts:
    """The service behind the pages."""

    application: Application
    wake_worker: Callable[[], None]

    def attach(self, flask_app: Flask) -> None:
        """Make these the parts of every request to ``flask_app``."""
        flask_app.extensions[_EXTENSION] = self


def application() -> Application:
    """The service that answers this request."""
    return _parts().application


def wake_worker() -> None:
    """Tell the worker that there is new work; call it after the transaction."""
    _parts().wake_worker()


def _parts() -> Parts:
    return cast("Parts", current_app.extensions[_EXTENSION])
