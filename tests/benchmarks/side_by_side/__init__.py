"""Pinprick beside its peers, on the same machine and the same requests: `make bench`.

`payloads` and `patients` make what is sent, `contestants` starts what answers,
`client` sends it from a process of its own, `rounds` takes the figures,
`report` writes them down.
"""
