"""A desk on several devices: what others of them changed is brought into its file, what this one changed goes to them. Knows no network."""
