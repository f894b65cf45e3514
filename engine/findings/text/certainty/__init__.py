"""What a trigger reaches, and what is there whatever it says (`sureness`)."""
