"""Pinprick over HTTP: CDS Hooks, evaluate, feedback, rule pages.

No clinical logic: a request is checked for its form, handed to the engine, and
the engine's answer is handed back.
"""
