"""The day of the tests of the API is that of the tests of pages."""

from tests.interfaces.web.conftest import on_10_march_2026

__all__ = ["on_10_march_2026"]
