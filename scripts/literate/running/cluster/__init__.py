"""Run lessons on a Dask cluster. Optional: only the runner imports it."""
