"""What operators see of the service: logs, metrics, traces, AuditEvents.

Nothing of a record comes here: ids of requests, rules and cards, counts, times.
"""
