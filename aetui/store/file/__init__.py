"""A desk's files as bytes: data file, journal, lock, cache; read, appended to, folded."""
