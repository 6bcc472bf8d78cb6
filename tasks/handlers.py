"""One handler for each task: the same whether the embedded worker or Celery calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from service.application import Application
from service.pipeline.archiving import archive_document
from service.pipeline.issuing import issue_document
from service.pipeline.signing import advance_signature
from service.queue import TaskName

Handler = Callable[[Application, str], None]

HANDLERS: Final[Mapping[TaskName, Handler]] = {
    TaskName.ISSUE_DOCUMENT: issue_document,
    TaskName.ADVANCE_SIGNATURE: advance_signature,
    TaskName.ARCHIVE_DOCUMENT: archive_document,
}
