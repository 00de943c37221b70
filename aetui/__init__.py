"""The desk of an advertising account executive, in a terminal."""

__version__ = "0.1.0"
