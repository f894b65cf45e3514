"""Who signs in to the review room: OpenID Connect, sessions, roles."""
