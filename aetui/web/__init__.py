"""The desk in a browser of the same machine: pages, sockets, and a program for each tab."""
