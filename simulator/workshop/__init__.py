"""What trainers work with while they write: drafts, coverage, small changes that should be noticed, drawings of a flow."""
