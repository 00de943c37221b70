"""On the phone (D2, D3): calls, their items, and what was half typed."""
