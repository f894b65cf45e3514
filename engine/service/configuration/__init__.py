"""What can be set, one module a subject; `engine.service.settings` joins them.

The text below a field is its description on `docs/settings.md`, which
`pinprick settings --markdown` prints.
"""
