"""A card's parts, thought about without a desk: its works, its steps."""
