"""What could be lost, is doubtful, or was kept aside: checks, copies, what waits to be settled."""
