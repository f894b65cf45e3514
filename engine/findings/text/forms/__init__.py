"""What a form or a list of answers says of each of its items."""
