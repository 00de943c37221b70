"""The server that a day of a whole office is lived against."""

from office_server import fresh, office, server  # noqa: F401
