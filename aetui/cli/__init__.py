"""The command line. A command that needs no screen imports no Textual."""
