"""What is kept between calls: feedback and which cards were shown."""
