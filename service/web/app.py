"""Puts the web application together."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask_wtf import CSRFProtect

from service.application import Application
from service.web import errors, languages, request_log, security, templating
from service.web.config import flask_config
from service.web.parts import Parts
from service.web.views import (
    applications,
    archive,
    development,
    documents,
    entrance,
    filling,
    health,
    issued,
    signing,
)


def create_app(application: Application, *, wake_worker: Callable[[], None]) -> Flask:
    """The WSGI application of the pages.

    Args:
        application: the running service.
        wake_worker: called after a request that asked for work.
    """
    flask_app = Flask("service.web", static_folder="static", template_folder="templates")
    flask_app.config.from_mapping(flask_config(application.settings))
    Parts(application, wake_worker).attach(flask_app)
    for install in (
        request_log.install,
        languages.install,
        CSRFProtect,
        security.install,
        templating.install,
        errors.install,
    ):
        install(flask_app)
    for view in (entrance, documents, filling, issued, signing, applications, archive, health):
        flask_app.register_blueprint(view.pages)
    if not application.settings.service.production:
        flask_app.register_blueprint(development.pages)
    return flask_app
