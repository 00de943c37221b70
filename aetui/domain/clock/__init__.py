"""The desk's clock: working days and hours, holidays, periods."""
