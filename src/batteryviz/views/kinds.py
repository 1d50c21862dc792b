"""What a reader calls each kind of subject. Free of pydantic: every surface needs it."""

KIND_NAMES = {
    "system": "System",
    "described-battery": "Battery as described",
    "composition": "Composition",
    "launching-station": "Launching station",
    "radar-set": "Radar set",
    "engagement-control-station": "Engagement control station",
    "antenna-mast-group": "Antenna mast group",
    "electric-power-plant": "Electric power plant",
    "information-and-coordination-central": "Information and coordination central",
    "communications-relay-group": "Communications relay group",
    "guided-missile-transporter": "Guided missile transporter",
    "carrier-vehicle": "Carrier vehicle",
    "interceptor": "Interceptor",
    "support": "Maintenance and supply",
    "formation": "Formation",
    "user": "User",
    "organisation": "Organization",
    "neighbour": "Neighbor system",
    "term": "Glossary term",
    "source": "Source",
}
"""The name of each kind, in reading order."""
