"""Pages for people. Views call the use cases of ``service.pipeline`` and nothing below."""

from service.web.app import create_app

__all__ = ["create_app"]
