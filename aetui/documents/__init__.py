"""What leaves the desk as a file: calendars, tables, papers."""
