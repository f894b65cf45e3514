"""The resource types of FHIR STU3 to R5, to tell a misspelling from a resource.

What is none of them is no FHIR: it is listed, never passed over in silence.
The last lines are those of DSTU2 and R4 that no other release has.
"""

from typing import Final

RESOURCE_TYPES: Final = frozenset(
    """
    Account ActivityDefinition ActorDefinition AdministrableProductDefinition
    AdverseEvent AllergyIntolerance Appointment AppointmentResponse
    ArtifactAssessment AuditEvent Basic Binary BiologicallyDerivedProduct
    BiologicallyDerivedProductDispense BodySite BodyStructure Bundle
    CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem
    ChargeItemDefinition Citation Claim ClaimResponse ClinicalImpression
    ClinicalUseDefinition CodeSystem Communication CommunicationRequest
    CompartmentDefinition Composition ConceptMap Condition ConditionDefinition
    Consent Contract Coverage CoverageEligibilityRequest CoverageEligibilityResponse
    DataElement DetectedIssue Device DeviceAssociation DeviceComponent
    DeviceDefinition DeviceDispense DeviceMetric DeviceRequest DeviceUsage
    DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference
    EligibilityRequest EligibilityResponse Encounter EncounterHistory Endpoint
    EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence
    EvidenceReport EvidenceVariable ExampleScenario ExpansionProfile
    ExplanationOfBenefit FamilyMemberHistory Flag FormularyItem GenomicStudy Goal
    GraphDefinition Group GuidanceResponse HealthcareService ImagingManifest
    ImagingSelection ImagingStudy Immunization ImmunizationEvaluation
    ImmunizationRecommendation ImplementationGuide Ingredient InsurancePlan
    InventoryItem InventoryReport Invoice Library Linkage List Location
    ManufacturedItemDefinition Measure MeasureReport Media Medication
    MedicationAdministration MedicationDispense MedicationKnowledge
    MedicationRequest MedicationStatement MedicinalProductDefinition
    MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionIntake
    NutritionOrder NutritionProduct Observation ObservationDefinition
    OperationDefinition OperationOutcome Organization OrganizationAffiliation
    PackagedProductDefinition Parameters Patient PaymentNotice PaymentReconciliation
    Permission Person PlanDefinition Practitioner PractitionerRole Procedure
    ProcedureRequest ProcessRequest ProcessResponse Provenance Questionnaire
    QuestionnaireResponse ReferralRequest RegulatedAuthorization RelatedPerson
    RequestGroup RequestOrchestration Requirements ResearchDefinition
    ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment Schedule
    SearchParameter Sequence ServiceDefinition ServiceRequest Slot Specimen
    SpecimenDefinition StructureDefinition StructureMap Subscription
    SubscriptionStatus SubscriptionTopic Substance SubstanceDefinition
    SubstanceNucleicAcid SubstancePolymer SubstanceProtein
    SubstanceReferenceInformation SubstanceSourceMaterial SupplyDelivery
    SupplyRequest Task TerminologyCapabilities TestPlan TestReport TestScript
    Transport ValueSet VerificationResult VisionPrescription
    EffectEvidenceSynthesis MedicationOrder MedicinalProduct
    MedicinalProductAuthorization MedicinalProductContraindication
    MedicinalProductIndication MedicinalProductIngredient
    MedicinalProductInteraction MedicinalProductManufactured
    MedicinalProductPackaged MedicinalProductPharmaceutical
    MedicinalProductUndesirableEffect RiskEvidenceSynthesis SubstanceSpecification
    """.split()  # noqa: SIM905 - read as a list of words
)
_READ_KINDS = frozenset(
    {
        "observation",
        "condition",
        "procedure",
        "encounter",
        "appointment",
        "medicationrequest",
        "medicationstatement",
        "medicationadministration",
    }
)


def is_misspelt(kind: str) -> bool:
    """Whether a type that FHIR does not have was meant as one that is read."""
    return kind not in RESOURCE_TYPES and kind.lower().removesuffix("s") in _READ_KINDS
