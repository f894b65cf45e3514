"""The review room: where clinicians read, try, compare and sign the rules."""
