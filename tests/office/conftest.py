"""The server that tests of the office run against."""

from office_server import fresh, office, server  # noqa: F401
