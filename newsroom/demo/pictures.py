"""The demo's photos: where each lies, what is drawn on it, what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from media.metadata import PhotoMetadata
from newsroom.demo import scenes_places, scenes_sea, scenes_shore, scenes_town
from newsroom.demo.painting import Canvas

LANDSCAPE = (1600, 1067)
UPRIGHT = (1067, 1600)
GAZETTE = "The Harbour Gazette"
SPORT = "Ropewalk Sport Service"
RUTH, PIET, NOOR = "Ruth Anselm", "Piet Verhagen", "Noor Haddad"
SANNA = "Sanna Brekke"
# Whose photographers they are, and the short name in their credit; others work alone.
_HOUSES = {
    RUTH: (GAZETTE, "Harbour Gazette"),
    PIET: (GAZETTE, "Harbour Gazette"),
    SANNA: (SPORT, "Ropewalk Sport"),
}


@dataclass(frozen=True)
class Picture:
    """One file: the scene and its size, and the metadata an agency would put in.

    `is_sideways`: stored turned, as a phone does, with EXIF orientation 6.
    """

    path: str
    scene: Callable[[Canvas], None]
    metadata: PhotoMetadata
    size: tuple[int, int] = LANDSCAPE
    is_sideways: bool = False


def _taken(
    by: str, on: str, title: str, caption: str, alt: str, *keywords: str
) -> PhotoMetadata:
    """Describe a photo of a house's own people, or of a freelance."""
    owner, short = _HOUSES.get(by, (by, ""))
    return PhotoMetadata(
        title=title,
        headline=title,
        caption=caption,
        alt=alt,
        creators=(by,),
        creator_job_title="Staff photographer" if short else "Freelance",
        credit=f"{by}/{short}" if short else by,
        source=owner,
        copyright_holder=owner,
        copyright_notice=f"© 2026 {owner}",
        usage_terms="Drawn for the demo newsroom. Free to use under its licence.",
        date_created=on,
        keywords=("Port Ellery", *keywords),
        city="Port Ellery",
        digital_source_type=(
            "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"
        ),
    )


PICTURES = (
    Picture(
        "harbour-gazette/sea-wall-vote.jpg",
        scenes_sea.harbour,
        _taken(
            RUTH,
            "2026-11-10T16:40:00+00:00",
            "The inner harbour",
            "Evening light on the inner harbour of Port Ellery on Tuesday, "
            "Nov. 10, 2026.",
            "A row of houses along a quay at dusk, fishing boats on still water",
            "harbour",
            "sea wall",
        ),
    ),
    Picture(
        "harbour-gazette/ferry-winter-timetable.jpg",
        scenes_sea.ferry,
        _taken(
            PIET,
            "2026-11-09T09:05:00+00:00",
            "The Innis Star",
            "The Innis Star leaves Port Ellery on the morning sailing.",
            "A white and blue ferry at sea on a bright morning, gulls behind it",
            "ferry",
            "Innis",
        ),
    ),
    Picture(
        "ropewalk-sport/terns-cup-win.jpg",
        scenes_town.football,
        _taken(
            SANNA,
            "2026-11-14T21:33:00+00:00",
            "Port Ellery Town v Halden Athletic",
            "Lewin Akande’s free kick settled the match at the Ropewalk Ground.",
            "Footballers in blue and white under floodlights, a full stand behind",
            "football",
            "cup",
        ),
    ),
    Picture(
        "coastlines/leave-the-spit-dark.jpg",
        scenes_shore.terns,
        _taken(
            NOOR,
            "2026-06-21T18:20:00+01:00",
            "Terns at Grey Head",
            "Arctic terns over the shingle spit at Grey Head.",
            "Five white terns with black caps above a shingle bank and the sea",
            "birds",
            "Grey Head",
        ),
    ),
    Picture(
        "hafenbote/fischmarkt.jpg",
        scenes_town.market,
        _taken(
            PIET,
            "2026-11-07T09:30:00+01:00",
            "Fischmarkt auf dem Alten Kai",
            "Probelauf des Fischmarkts auf dem Alten Kai von Sankt Joren.",
            "Marktstände mit gestreiften Dächern vor bunten Häusern",
            "Fischmarkt",
        ),
    ),
    Picture(
        "harbour-gazette/cannery-arts-centre_files/cannery.jpg",
        scenes_places.cannery,
        _taken(
            RUTH,
            "2026-11-06T17:10:00+00:00",
            "The cannery on Rope Walk",
            "The cannery on Rope Walk on the evening before its opening.",
            "A brick factory with lit arched windows at dusk",
            "cannery",
            "arts centre",
        ),
    ),
    Picture(
        "harbour-gazette/cannery-arts-centre_files/exhibition.jpg",
        scenes_places.exhibition,
        _taken(
            NOOR,
            "2026-11-05T19:00:00+00:00",
            "Four Hundred Sheets",
            "Visitors at the preview of “Four Hundred Sheets”.",
            "Visitors in front of four framed prints of the sea in a white hall",
            "exhibition",
        ),
    ),
    Picture(
        "harbour-gazette/offshore-wind-jobs_files/wind-farm.jpg",
        scenes_shore.wind_farm,
        _taken(
            PIET,
            "2026-09-30T06:52:00+01:00",
            "Turbines off Grey Head",
            "The first row of turbines off Grey Head at sunrise.",
            "Wind turbines in a calm sea at sunrise, a red boat between them",
            "wind power",
        ),
    ),
    Picture(
        "harbour-gazette/storm-agnes_files/storm.jpg",
        scenes_sea.storm,
        _taken(
            PIET,
            "2026-10-24T14:15:00+01:00",
            "Storm Agnes at the Strand",
            "Waves break over the old sea wall at the Strand.",
            "Waves throw spray over the sea wall under a dark sky",
            "storm",
        ),
    ),
    Picture(
        "harbour-gazette/storm-agnes_files/flooded-street.jpg",
        scenes_shore.flood,
        _taken(
            RUTH,
            "2026-10-24T12:40:00+01:00",
            "Fish Street under water",
            "Fish Street at high tide.",
            "A row of shops standing in water, two people wading",
            "flood",
        ),
    ),
    Picture(
        "harbour-gazette/storm-agnes_files/harbour-clock.jpg",
        scenes_places.clock_tower,
        _taken(
            RUTH,
            "2026-10-24T13:05:00+01:00",
            "The harbour clock",
            "The harbour clock, which stopped at three minutes to eleven.",
            "The harbour clock tower in the rain, two people with umbrellas",
            "storm",
            "clock",
        ),
        size=UPRIGHT,
        is_sideways=True,
    ),
    Picture(
        "harbour-gazette/fishermens-choir_files/helen-oakes.jpg",
        scenes_places.portrait,
        _taken(
            NOOR,
            "2026-10-27T16:30:00+00:00",
            "Helen Oakes",
            "Helen Oakes in the rehearsal room above the ice house.",
            "A woman with grey hair and round glasses in front of a window",
            "choir",
            "portrait",
        ),
        size=UPRIGHT,
    ),
    Picture(
        "harbour-gazette/fishermens-choir_files/on-stage.jpg",
        scenes_town.stage,
        _taken(
            RUTH,
            "2026-04-18T20:15:00+01:00",
            "The fishermen’s choir",
            "The choir at its spring concert in the town theatre.",
            "A large choir in dark blue on a lit stage, the audience in front",
            "choir",
        ),
    ),
    Picture(
        "harbour-gazette/jumelage-port-lannic_files/town-hall.jpg",
        scenes_places.town_hall,
        _taken(
            PIET,
            "2026-10-17T11:00:00+01:00",
            "La mairie de Port Ellery",
            "La place de la mairie, pavoisée aux couleurs des deux villes.",
            "La mairie et sa place, deux drapeaux sur le toit",
            "jumelage",
        ),
    ),
    Picture(
        "desk/last-keeper.jpg",
        scenes_sea.lighthouse,
        _taken(
            RUTH,
            "2026-10-12T22:50:00+01:00",
            "The Grey Head light",
            "The Grey Head light, seen from the spit on a clear night.",
            "A red and white lighthouse under the stars, its beam over the sea",
            "lighthouse",
        ),
    ),
    # Sent in by a reader through a messenger, which takes all metadata away: the
    # story in review that must not be published before somebody asks who took it.
    Picture(
        "desk/quay-fire_files/net-store.jpg", scenes_places.warehouse, PhotoMetadata()
    ),
    Picture(
        "desk/town-budget_files/council-chamber.jpg",
        scenes_town.council,
        _taken(
            RUTH,
            "2026-11-10T19:20:00+00:00",
            "The council chamber",
            "The council in session.",
            "The council chamber with tall windows, members on their benches",
            "council",
        ),
    ),
    Picture(
        "desk/gig-regatta.jpg",
        scenes_shore.regatta,
        _taken(
            PIET,
            "2025-11-22T13:25:00+00:00",
            "The winter regatta",
            "Rope Walk Rowing on its way to last year’s title.",
            "Three rowing gigs with crews in white racing on a bright day",
            "rowing",
            "regatta",
        ),
    ),
)
