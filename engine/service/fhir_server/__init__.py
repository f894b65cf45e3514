"""The client of an EHR's FHIR server: what the prefetch did not bring."""
