"""What accounts contributes to the acts that cross all apps."""
