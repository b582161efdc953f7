"""One line per photo field: where XMP, IPTC IIM and EXIF keep it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What XML 1.0 cannot hold (2.2), and no reader wants to see.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
}


@dataclass(frozen=True)
class PhotoMetadata:
    """What a picture file says about itself, by the IPTC names (standard 2025.1).

    `date_created` is ISO 8601, as exact as the file has it. `license_url` is the web
    statement of rights. What is absent is empty.
    """

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    creators: tuple[str, ...] = ()
    credit: str = ""
    source: str = ""
    copyright_notice: str = ""
    copyright_holder: str = ""
    usage_terms: str = ""
    license_url: str = ""
    instructions: str = ""
    date_created: str = ""
    keywords: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    extended_description: str = ""
    creator_job_title: str = ""
    caption_writer: str = ""
    licensor_name: str = ""
    licensor_url: str = ""
    data_mining: str = ""
    other_constraints: str = ""
    digital_source_type: str = ""
    location: str = ""
    region: str = ""
    country_code: str = ""
    people_shown: tuple[str, ...] = ()
    job_id: str = ""
    guid: str = ""
    supplier_image_id: str = ""
    ai_system: str = ""
    ai_system_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    model_release: str = ""
    property_release: str = ""


@dataclass(frozen=True)
class Field:
    """Where one field lies; `xmp` names after the first count where nothing else does.

    `shape` is how XMP writes it: text, alt (one text per language) or list. A name
    with a slash is a property inside a structure. `iim` is a dataset of record 2,
    `iim_bytes` its limit, `exif` a tag.
    """

    name: str
    xmp: tuple[str, ...]
    shape: str = "text"
    iim: int | None = None
    iim_bytes: int = 0
    exif: int | None = None

    @property
    def is_list(self) -> bool:
        """Say whether the field has many values."""
        return self.shape == "list"


FIELDS: tuple[Field, ...] = (
    Field("title", ("dc:title",), "alt", 5, 64),
    Field("headline", ("photoshop:Headline",), "text", 105, 256),
    Field("caption", ("dc:description",), "alt", 120, 2000, 0x010E),
    Field("alt", ("Iptc4xmpCore:AltTextAccessibility",), "alt"),
    Field("creators", ("dc:creator",), "list", 80, 32, 0x013B),
    Field("credit", ("photoshop:Credit",), "text", 110, 32),
    Field("source", ("photoshop:Source",), "text", 115, 32),
    Field("copyright_notice", ("dc:rights",), "alt", 116, 128, 0x8298),
    Field("copyright_holder", ("plus:CopyrightOwner/plus:CopyrightOwnerName",)),
    Field("usage_terms", ("xmpRights:UsageTerms",), "alt"),
    Field("license_url", ("xmpRights:WebStatement",)),
    Field("instructions", ("photoshop:Instructions",), "text", 40, 256),
    Field("date_created", ("photoshop:DateCreated",), "text", 55, 0, 0x9003),
    Field("keywords", ("dc:subject",), "list", 25, 64),
    Field("city", ("photoshop:City", "Iptc4xmpExt:LocationShown/Iptc4xmpExt:City",
                   "Iptc4xmpExt:LocationCreated/Iptc4xmpExt:City"), "text", 90, 32),
    Field("country", ("photoshop:Country",
                      "Iptc4xmpExt:LocationShown/Iptc4xmpExt:CountryName",
                      "Iptc4xmpExt:LocationCreated/Iptc4xmpExt:CountryName"),
          "text", 101, 64),
    Field("extended_description", ("Iptc4xmpCore:ExtDescrAccessibility",), "alt"),
    Field("creator_job_title", ("photoshop:AuthorsPosition",), "text", 85, 32),
    Field("caption_writer", ("photoshop:CaptionWriter",), "text", 122, 32),
    Field("licensor_name", ("plus:Licensor/plus:LicensorName",)),
    Field("licensor_url", ("plus:Licensor/plus:LicensorURL",)),
    Field("data_mining", ("plus:DataMining",)),
    Field("other_constraints", ("plus:OtherConstraints",), "alt"),
    Field("digital_source_type", ("Iptc4xmpExt:DigitalSourceType",)),
    Field("location", ("Iptc4xmpCore:Location",), "text", 92, 32),
    Field("region", ("photoshop:State",), "text", 95, 32),
    Field("country_code", ("Iptc4xmpCore:CountryCode",), "text", 100, 3),
    Field("people_shown", ("Iptc4xmpExt:PersonInImage",), "list"),
    Field("job_id", ("photoshop:TransmissionReference",), "text", 103, 32),
    Field("guid", ("Iptc4xmpExt:DigImageGUID",), exif=0xA420),
    Field("supplier_image_id", ("plus:ImageSupplierImageID",)),
    Field("ai_system", ("Iptc4xmpExt:AISystemUsed",)),
    Field("ai_system_version", ("Iptc4xmpExt:AISystemVersionUsed",)),
    Field("ai_prompt", ("Iptc4xmpExt:AIPromptInformation",), "alt"),
    Field("ai_prompt_writer", ("Iptc4xmpExt:AIPromptWriterName",)),
    Field("model_release", ("plus:ModelReleaseStatus",)),
    Field("property_release", ("plus:PropertyReleaseStatus",)),
)  # fmt: skip


def qualified(name: str) -> str:
    """Turn "dc:title" into lxml's "{namespace}title"."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
