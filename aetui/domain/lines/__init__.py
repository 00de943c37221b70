"""One grammar a kind of record that is typed in one line: `read` says what is meant, `write` puts it into the same words."""
