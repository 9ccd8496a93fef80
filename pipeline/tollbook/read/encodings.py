"""Bytes become text: a byte order mark, then the declared encoding, then UTF-8, then Windows-1252.

Nothing is replaced or dropped: bytes that none of these explains make the input an error.
"""

from __future__ import annotations

import codecs
import re

from ..errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x19\x1c\x1d\x1f\x7f]")
_VALID_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")

CONTROL_SHARE = 0.01
"""Greatest share of control characters in a text; what has more is no text."""


def encoding_of_mark(data: bytes) -> str | None:
    """The encoding that a byte order mark names, or null.

    >>> encoding_of_mark(b"\\xff\\xfeT\\x00")
    'utf-16'
    """
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 were meant to be: most of their high bytes stand in whole sequences."""
    high = len(_HIGH_BYTE.findall(data))
    whole = sum(len(sequence) for sequence in _VALID_SEQUENCE.findall(data))
    return whole * 2 > high


def decode(data: bytes, source: str, *, declared: str | None = None) -> str:
    """Decode the bytes of a text file.

    Args:
        data: The whole file.
        source: Its name, for the error.
        declared: An encoding that the file itself names; one that Python does not know, or that does not fit, is
            passed over.

    Raises:
        InputError: For a binary file, and for bytes that no encoding explains.

    >>> decode("Şırnak".encode(), "a.txt"), decode(b"caf\\xe9 \\x93hit\\x94", "b.txt")
    ('Şırnak', 'café “hit”')
    >>> decode(b"\\x00\\x01", "c.txt")
    Traceback (most recent call last):
    tollbook.errors.InputError: c.txt: NUL bytes: a binary file, or UTF-16 without a byte order mark
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(source, f"not text but {kind}")
    marked = encoding_of_mark(data)
    if marked is not None:
        return _by_mark(data, marked, source)
    if b"\x00" in data:
        raise InputError(source, "NUL bytes: a binary file, or UTF-16 without a byte order mark")
    text = _declared(data, declared)
    if text is None:
        text = _utf8_or_windows(data, source)
    if len(_CONTROLS.findall(text)) > len(text) * CONTROL_SHARE:
        raise InputError(source, "control characters: a binary file")
    return text


def _by_mark(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(source, f"damaged {encoding.removesuffix('-sig').upper()} at byte {error.start:,}") from None


def _declared(data: bytes, declared: str | None) -> str | None:
    try:
        return data.decode(codecs.lookup(declared).name) if declared else None
    except (LookupError, UnicodeError):
        return None


def _utf8_or_windows(data: bytes, source: str) -> str:
    try:
        return data.decode("utf8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise InputError(source, f"damaged UTF-8 at byte {error.start:,}") from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(source, f"neither UTF-8 nor Windows-1252 at byte {error.start:,}") from None
