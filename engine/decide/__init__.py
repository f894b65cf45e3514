"""Clause to truth, fires / asks / quiet, the network, reasons."""
