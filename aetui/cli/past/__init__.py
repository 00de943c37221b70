"""Looking back: what was said and done, taken back, taken along."""
