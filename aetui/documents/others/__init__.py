"""What other programs wrote, as they really write it: address books, invitations, lists of things to do. Bytes in, plain data out."""
