"""What goes between an AE and her AM beside the week: papers to approve (A2), the day gone over (A1)."""
