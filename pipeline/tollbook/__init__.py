"""Tollbook reads English reporting on armed conflict and writes down who is said to have been harmed, and who says so.

>>> import tollbook
>>> record = tollbook.read("Two civilians were killed in an air strike on Idlib, the army said.")
>>> [(c["harm"], c["count"]["low"]) for c in record["casualties"]]
[('killed', 2)]
"""

from __future__ import annotations

from . import extensions
from .api import load, read

__version__ = "0.1.0"
__all__ = ["__version__", "load", "read"]

extensions.register()
