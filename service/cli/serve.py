"""``pielikums serve``."""

from __future__ import annotations

import click

from service.cli.common import settings_in_force


@click.command()
@click.option("--host", help="Address to listen on; web.host if not given.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; web.port if not given, 0 for any free one."
)
def serve(*, host: str | None, port: int | None) -> None:
    """Run the web service with its in-process worker, until stopped by Ctrl+C or SIGTERM."""
    import signal
    import sys
    from importlib.metadata import entry_points

    from service.bootstrap import open_application
    from service.logs import configure_logging
    from service.web import create_app
    from service.web.serving import serve as serve_web

    settings = settings_in_force()
    configure_logging(json_lines=not sys.stderr.isatty())
    # SIGTERM ends like Ctrl+C, so that LibreOffice and the authority are closed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    (worker_class,) = entry_points(group="pielikums.workers", name="embedded")
    with open_application(settings) as application:
        worker = worker_class.load()(application)
        worker.start()
        try:
            flask_app = create_app(application, wake_worker=worker.wake)
            serve_web(
                flask_app,
                host=host or settings.web.host,
                port=settings.web.port if port is None else port,
                threads=settings.web.threads,
            )
        except KeyboardInterrupt:
            pass
        finally:
            worker.stop()
