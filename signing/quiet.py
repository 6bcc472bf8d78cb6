"""Keeps pyHanko out of the logs: it writes the subjects of certificates there, personal codes among them.

Imported for that by the modules that have pyHanko look at certificates; what it has to say is in what it
returns.
"""

from __future__ import annotations

import logging
from typing import Final

_TALKATIVE: Final = ("pyhanko", "pyhanko_certvalidator")

for _name in _TALKATIVE:
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)
