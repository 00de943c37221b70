"""The end of the day: 今日事今日毕 (D1, A1)."""
