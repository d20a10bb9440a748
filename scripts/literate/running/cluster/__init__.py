"""Run lessons on a Dask cluster. Optional: nothing but the runner imports it."""
