"""What one keeps of oneself: a line on the day's maxim, the quarter's check, one's own part of the year's appraisal."""
