"""The load test of a class on a JupyterHub, and the hub's settings that it measures."""
