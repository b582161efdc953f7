"""What may be done with a photo: the categories and controlled values, as words."""

from __future__ import annotations

from collections.abc import Mapping

PLUS = "http://ns.useplus.org/ldf/vocab/"

CATEGORIES: Mapping[str, str] = {
    "unknown": "not known",
    "staff": "staff",
    "freelance": "freelance",
    "commissioned": "commissioned",
    "agency": "agency subscription",
    "pay_per_use": "pay per use",
    "handout": "handout",
    "pool": "pool",
    "social_media": "social media",
    "stock": "stock",
    "cc0": "CC0",
    "cc_by_4": "CC BY 4.0",
    "cc_by_3": "CC BY 3.0",
    "cc_by_2": "CC BY 2.0",
    "cc_by_sa_4": "CC BY-SA 4.0",
    "cc_by_sa_3": "CC BY-SA 3.0",
    "cc_by_sa_2": "CC BY-SA 2.0",
    "cc_by_nd_4": "CC BY-ND 4.0",
    "cc_by_nc_4": "CC BY-NC 4.0",
    "public_domain": "public domain",
    "screengrab": "screengrab",
}
"""On what ground we have a picture; each Creative Commons licence with its version."""

DATA_MINING: Mapping[str, str] = {
    f"{PLUS}DMI-UNSPECIFIED": "not said",
    f"{PLUS}DMI-ALLOWED": "allowed",
    f"{PLUS}DMI-PROHIBITED": "prohibited",
    f"{PLUS}DMI-PROHIBITED-AIMLTRAINING": "prohibited for training of AI",
    f"{PLUS}DMI-PROHIBITED-GENAIMLTRAINING": "prohibited for training of generative AI",
    f"{PLUS}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING": "prohibited but for search",
    f"{PLUS}DMI-PROHIBITED-SEECONSTRAINT": "prohibited, see the restrictions",
    f"{PLUS}DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR": "prohibited, see the file",
    f"{PLUS}DMI-PROHIBITED-SEELINKEDRIGHTSEXPR": "prohibited, see the licence address",
}
MINING_PROHIBITED = tuple(value for value in DATA_MINING if "PROHIBITED" in value)
"""What keeps machines from learning from a picture, or from most of it."""

MODEL_RELEASES: Mapping[str, str] = {
    f"{PLUS}MR-NON": "none",
    f"{PLUS}MR-NAP": "not applicable",
    f"{PLUS}MR-UMR": "unlimited",
    f"{PLUS}MR-LMR": "limited or incomplete",
}
PROPERTY_RELEASES: Mapping[str, str] = {
    f"{PLUS}PR-NON": "none",
    f"{PLUS}PR-NAP": "not applicable",
    f"{PLUS}PR-UPR": "unlimited",
    f"{PLUS}PR-LPR": "limited or incomplete",
}


def known_value(text: str, vocabulary: Mapping[str, str]) -> str:
    """Give the vocabulary's own address of a value, else nothing.

    Software writes the address with https, or its last part alone.
    """
    name = text.strip().rstrip("/").rpartition("/")[2].upper()
    address = f"{PLUS}{name}"
    return address if address in vocabulary else ""
