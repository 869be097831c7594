"""What is kept: attempts, logs and scorecards, in a database that migrates itself."""
