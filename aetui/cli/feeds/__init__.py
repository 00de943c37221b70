"""What a desk tells of by itself: the calendar that is kept up, and events."""
