"""The office's server, PostgreSQL: its tables and who may what, the line to join with, and what goes there and comes from there.

The only room that imports psycopg (the extra `office`), and only desks that stand in an office come here.
"""
