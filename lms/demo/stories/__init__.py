"""What has happened to the people of the demo. Every story is told once, in one transaction, through the services."""
