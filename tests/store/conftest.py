"""The fixtures of the room ``store``."""

from conftest_store import fresh, fresh_of, records, server

__all__ = ["fresh", "fresh_of", "records", "server"]
