"""Every user command once; keys, footer, help and palette read this one table."""
