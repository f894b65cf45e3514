"""Pinprick: red-flag rules for numbness, from FHIR records to CDS Hooks cards."""
