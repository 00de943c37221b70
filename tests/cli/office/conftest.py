"""An office over a real server."""

from office_server import fresh, office, server  # noqa: F401
