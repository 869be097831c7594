"""The supervisor's desk: who may do what, review, assignments, calibration, who is ready."""
