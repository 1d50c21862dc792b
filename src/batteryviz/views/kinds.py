"""What a reader calls each kind of subject. Free of pydantic: every surface needs it."""

from batteryviz.safety.words import compact

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


def kind_called(words: str) -> str | None:
    """Return the id of the kind a reader means: by id or by name, one or many of it."""
    asked = compact(words)
    for kind, name in KIND_NAMES.items():
        called = {compact(kind), compact(name)}
        if asked in called | {each + "s" for each in called}:
            return kind
    return None
