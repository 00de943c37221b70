"""What is typed in one line, on the board and in the shell alike."""
