"""What the libraries raise when bytes are not what they pretend to be.

PyHanko and asn1crypto read hostile input with ordinary Python, so that garbled bytes surface as whichever of
these the reading stumbles on. Only calls that do nothing but read such bytes are guarded with it.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError

GARBLED: Final = (
    PdfError,
    SigningError,
    SignatureValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
