"""What a card, a work, a handover line names: where it lies, whether it is there, and opening it."""
