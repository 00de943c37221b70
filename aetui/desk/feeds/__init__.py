"""What a desk tells of by itself: a calendar that is kept up, and events that run a command."""
