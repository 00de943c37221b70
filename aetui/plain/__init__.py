"""The desk as lines that are read in order, for screen readers: no cursor is moved, nothing is drawn, every act is a question."""
