"""What the libraries raise when bytes are not what they pretend to be.

PyHanko, asn1crypto and cryptography read hostile input, and garbled bytes surface as whichever of these the
reading stumbles on. Only calls that do nothing but read such bytes are guarded with it.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import DuplicateExtension, InvalidVersion
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator.errors import PathError, ValidationError

GARBLED: Final = (
    PdfError,
    SigningError,
    SignatureValidationError,
    PathError,
    ValidationError,
    DuplicateExtension,
    InvalidSignature,
    InvalidVersion,
    UnsupportedAlgorithm,
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
