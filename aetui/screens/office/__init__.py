"""Several desks on one screen: whom one answers for, and the board of one of them."""
