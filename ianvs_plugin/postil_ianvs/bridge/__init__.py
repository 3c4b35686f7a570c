"""From what people have to what Ianvs runs: rows, jobs, and checks of both before an hour is lost."""
