"""What stands on the desk as text for the clipboard: `build` finds it, `text` is what it is."""
