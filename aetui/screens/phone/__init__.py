"""On the phone: a call, item by item, and putting it right afterwards (D2, D3)."""
