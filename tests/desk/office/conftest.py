"""An office over a real server."""

from house import house  # noqa: F401
from office_server import fresh, office, server  # noqa: F401
