"""The month and the year: figures, plans, appraisals (A6, A7, A10)."""
