"""The steps from an empty database to the tables of `engine.store.models`.

A change of a model needs a further module in `versions`, written by hand and
never changed once it was released: `tests/store/test_store_upgrade.py` fails
until models and steps agree. There is no way back down: a step may drop what
an older release needs, so going back is a matter of a copy.
"""
