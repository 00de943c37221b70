"""A month: plans, budgets, appraisals, figures (A6, A7, A8, A10)."""
