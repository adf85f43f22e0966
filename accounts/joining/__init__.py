"""Coming in, roles and ties."""
