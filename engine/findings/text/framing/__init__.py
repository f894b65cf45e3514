"""Whether it is real, and of now (`frame`): what is over, planned, feared, a name."""
