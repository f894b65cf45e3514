"""What is told of a function ("sensation intact R, reduced L") as findings."""
