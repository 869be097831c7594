"""How a call is judged: transcript in, scorecard out. Pure; knows nothing of the simulator."""
