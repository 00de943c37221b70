"""The desk's file: a TinyDB file, read and written so that nothing acknowledged is lost."""
