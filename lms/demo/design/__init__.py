"""/design/: every part of the look with its states, its use and the lines that make it. A demonstration has it, nobody else."""
