"""Ways in which the served authority can be made to misbehave, so that refusals can be tested."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimestampFault(StrEnum):
    """What is wrong with the time-stamp authority."""

    DOWN = "down"
    WRONG_NONCE = "wrong-nonce"
    WRONG_IMPRINT = "wrong-imprint"
    WRONG_CERTIFICATE = "wrong-certificate"
    """Tokens signed by a certificate that is not meant for time stamps."""


@dataclass(frozen=True)
class Faults:
    """Everything that is wrong at a time; by default nothing is."""

    timestamps: TimestampFault | None = None
    ocsp_down: bool = False
    lists_down: bool = False
