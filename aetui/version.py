"""The version of the program: the one place."""

__version__ = "0.1.0"
