"""What is typed in one line, a kind of record a module: `read` says what a line means, `write` gives the line again.

The law of each: `read(write(x))` is x's own words, whatever `now` is and in whatever language the desk speaks. So what a
screen puts up for editing can be accepted unchanged, a year later too. A time is written whole (`2026-11-25 11:00`); where the
words hold a time that is none, `不限时` (`no time`) stands at the end; what would be read otherwise stands in quotes. Screens and
the shell read by these alone. Pure; nothing here raises but what is said, as BadInput.
"""
