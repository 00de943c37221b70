"""Acts that cross desks (office.md, Letters): what each carries, which answers it may get, how it stands, and which letters a change writes."""
