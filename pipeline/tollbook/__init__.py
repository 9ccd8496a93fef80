"""Tollbook reads English reporting on armed conflict and writes down who is said to have been harmed, and who says so.

>>> import tollbook
>>> record = tollbook.read("Two civilians were killed in an air strike on Idlib, the army said.")
>>> [(c["harm"], c["count"]["low"]) for c in record["casualties"]]
[('killed', 2)]
"""

from __future__ import annotations

from importlib import import_module

from . import extensions

# The room `read` is imported first: later its first import would put the folder in the place of the function below.
import_module(".read", __name__)
from .api import load, read  # noqa: E402

__version__ = "0.1.0"
__all__ = ["__version__", "load", "read"]

extensions.register()
