"""Who may call: JSON web tokens of CDS Clients, and what is open to all.

A token passes `token` (form), `claims` (whom, for what, when), `keys` (the
client's own signing keys) and `replay` (once only), in this order; `door` is what
the service asks. CDS Hooks 2.0.1, "Trusting CDS Clients".
"""
