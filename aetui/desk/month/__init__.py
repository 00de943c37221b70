"""A month and a year: plans, appraisals, figures (A6, A7, A8, A10)."""
