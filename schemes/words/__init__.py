"""What people read: sentences for the codes that the pure engines give back."""
