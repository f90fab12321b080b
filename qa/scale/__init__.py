"""Runs of any size: pages stream through workers on this machine or many, results are spooled to disk and merged."""
