"""Scenes seen from the shore: birds, turbines, rowing, a flooded street."""

from __future__ import annotations

from math import cos, sin

from newsroom.demo.painting import Canvas, dice
from newsroom.demo.scenes_places import draw_figure
from newsroom.demo.scenes_sea import draw_clouds

SKIN = ["#8a5a44", "#d69f7e", "#c68b6b"]


def terns(canvas: Canvas) -> None:
    """Draw terns over the shingle spit."""
    canvas.gradient(0, 640, [(0, "#7fb2d6"), (1, "#e8eee6")])
    canvas.glow(1250, 160, 480, "#6f663f")
    canvas.ridge(640, 70, "#a9bfc0", 171)
    canvas.gradient(640, 860, [(0, "#a8ccd2"), (1, "#5f9fb0")])
    canvas.ripples(644, 850, "#ffffff", count=220, seed=172)
    canvas.polygon(
        [(0, 860), (420, 800), (900, 790), (1600, 850), (1600, 1067), (0, 1067)],
        "#cdbf9f",
    )
    chance = dice(173)
    for _ in range(2600):
        depth = chance.random() ** 0.7
        size = 2 + 9 * depth
        canvas.oval(
            chance.uniform(0, 1600),
            850 + depth * 217,
            size,
            size * 0.6,
            chance.choice(["#b5a684", "#e0d5ba", "#9a8c70", "#c9c4b8"]),
        )
    for x, y, size, tilt in (
        (420, 300, 1.5, 0.1),
        (900, 220, 2.1, -0.15),
        (1230, 420, 1.2, 0.2),
        (180, 520, 0.9, 0),
        (700, 560, 1, 0.1),
    ):
        _tern(canvas, x, y, size, tilt)


def _tern(canvas: Canvas, x: float, y: float, size: float, tilt: float) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [
            (
                x + (dx * cos(tilt) - dy * sin(tilt)) * size,
                y + (dx * sin(tilt) + dy * cos(tilt)) * size,
            )
            for dx, dy in points
        ]

    canvas.polygon(
        at((-10, -4), (-70, -62), (-150, -52), (-60, -26), (14, 8)), "#d9e2e6"
    )
    canvas.polygon(at((8, -6), (40, -78), (118, -112), (66, -40), (28, 8)), "#eef3f4")
    canvas.polygon(
        at((-60, 2), (-20, -10), (36, -8), (62, 2), (30, 14), (-20, 14)), "#ffffff"
    )
    canvas.polygon(
        at((-56, 2), (-118, -14), (-70, 4), (-122, 14), (-50, 10)), "#e6ecee"
    )
    canvas.polygon(at((36, -8), (52, -9), (64, 0), (46, 1)), "#1c2024")
    canvas.polygon(at((62, 0), (88, 6), (60, 6)), "#d9472b")


def flood(canvas: Canvas) -> None:
    """Draw a street of shops under water, sandbags at the doors."""
    canvas.gradient(0, 700, [(0, "#6d7c88"), (1, "#b7bdb9")])
    tints = ["#a5746a", "#8a97a0", "#bfa988", "#7f8f7a", "#a88a94"]
    for index in range(5):
        x = index * 330 - 30
        canvas.box(x, 140, 326, 560, tints[index])
        canvas.polygon([(x - 6, 140), (x + 163, 30), (x + 332, 140)], "#4b4346")
        for column in range(2):
            canvas.box(x + 50 + column * 140, 200, 80, 120, "#ece7da")
            canvas.box(x + 58 + column * 140, 208, 64, 104, "#5c7080")
        canvas.box(x + 20, 400, 286, 46, ["#2f5d50", "#7c3238", "#29335c"][index % 3])
        canvas.box(x + 30, 456, 170, 244, "#3c4a54")
        canvas.box(x + 216, 456, 74, 244, "#5a4334")
        for bag in range(5):
            canvas.rounded(
                x + 200 + bag * 22, 640 - (bag % 2) * 20, 40, 26, 11, "#c7b58b"
            )
    canvas.gradient(680, 1067, [(0, "#8d938c"), (1, "#4c5650")])
    canvas.mirror(680, 500, 0.6)
    canvas.ripples(684, 1067, "#e6ece8", count=420, seed=182)
    canvas.box(1180, 420, 12, 420, "#33383c")
    canvas.oval(1186, 410, 26, 32, "#f3e7b5")
    for x, coat in ((520, "#c9a227"), (660, "#b23a48")):
        draw_figure(canvas, x, 860, 1.35, coat)
        canvas.oval(x, 850, 80, 14, "#dfe6e255")


def wind_farm(canvas: Canvas) -> None:
    """Draw wind turbines standing in the sea at sunrise."""
    canvas.gradient(
        0, 700, [(0, "#4f77a8"), (0.5, "#b7b3c9"), (0.8, "#f7c59f"), (1, "#ffe8b8")]
    )
    canvas.glow(420, 690, 640, "#a8662c")
    canvas.oval(420, 672, 46, 46, "#fff6da")
    canvas.gradient(700, 1067, [(0, "#f3c9a0"), (0.3, "#7d92ad"), (1, "#26405f")])
    for index in range(7):
        _turbine(canvas, 90 + index * 235, 700, 0.42, "#8d9bb4", index * 0.7)
    canvas.haze(560, 702, "#ffe3bd", 120)
    for index, x in enumerate((330, 800, 1270)):
        _turbine(canvas, x, 742 + index * 6, 1.0 + index * 0.12, "#f4f1ea", 0.4 + index)
    canvas.ripples(704, 1067, "#fff0cf", count=520, seed=62)
    canvas.polygon(
        [(620, 872), (650, 905), (800, 905), (840, 866), (780, 874)], "#c2492f"
    )
    canvas.box(668, 836, 62, 38, "#f4efe4")
    canvas.box(676, 844, 44, 14, "#2b4a63")
    canvas.stroke([(744, 874), (744, 800), (790, 826)], "#2b3440", 5)
    canvas.oval(728, 910, 120, 8, "#1a2f4a66")


def _turbine(
    canvas: Canvas, x: float, base: float, size: float, colour: str, turn: float
) -> None:
    top = base - 430 * size
    canvas.polygon(
        [
            (x - 9 * size, base),
            (x - 4 * size, top),
            (x + 4 * size, top),
            (x + 9 * size, base),
        ],
        colour,
    )
    canvas.box(x - 13 * size, base - 34 * size, 26 * size, 40 * size, "#e2b13c")
    for blade in range(3):
        angle = turn + blade * 2 * 3.14159 / 3
        tip = (x + cos(angle) * 215 * size, top + sin(angle) * 215 * size)
        side = (x + cos(angle + 0.09) * 60 * size, top + sin(angle + 0.09) * 60 * size)
        canvas.polygon([(x, top), side, tip], colour)
    canvas.oval(x, top, 11 * size, 11 * size, colour)


def regatta(canvas: Canvas) -> None:
    """Draw rowing gigs racing past the point, their blades in the water."""
    canvas.gradient(0, 470, [(0, "#5aa7d6"), (0.7, "#bfe0ec"), (1, "#eef5ee")])
    draw_clouds(canvas, 150, 71)
    canvas.ridge(470, 190, "#7fa383", 72)
    canvas.ridge(474, 90, "#557f60", 73)
    canvas.gradient(470, 1067, [(0, "#8fc4cf"), (0.3, "#2f88a0"), (1, "#0e4a63")])
    canvas.ripples(474, 1067, "#f0fbff", count=560, seed=74)
    for x, y, size, hull in (
        (1080, 560, 0.55, "#d9a441"),
        (560, 680, 0.85, "#b83b3b"),
        (880, 860, 1.25, "#1f5a8a"),
    ):
        _gig(canvas, x, y, size, hull)
    for x in (210, 1420):
        canvas.oval(x, 640, 20, 26, "#f26b38")
        canvas.stroke([(x, 614), (x, 560)], "#333333", 3)
        canvas.polygon([(x, 560), (x + 44, 574), (x, 588)], "#ffd23f")


def _gig(canvas: Canvas, x: float, y: float, size: float, hull: str) -> None:
    canvas.oval(x, y + 38 * size, 330 * size, 14 * size, "#06283a77")
    shape = [(-330, -26), (-270, 34), (250, 34), (345, -34), (230, -8), (-240, -4)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in shape], hull)
    canvas.stroke(
        [
            (x - 322 * size, y - 16 * size),
            (x, y + 4 * size),
            (x + 336 * size, y - 24 * size),
        ],
        "#fdf6e3",
        4 * size,
    )
    for seat in range(7):
        left = x + (-220 + seat * 68) * size
        lean = 12 * size
        if seat < 6:
            canvas.stroke(
                [(left + 10 * size, y - 22 * size), (left - 78 * size, y + 66 * size)],
                "#e8d3a8",
                5 * size,
            )
            canvas.oval(
                left - 84 * size, y + 70 * size, 17 * size, 6 * size, "#ffffffcc"
            )
        canvas.polygon(
            [
                (left - 15 * size, y),
                (left + 17 * size, y),
                (left + 14 * size + lean, y - 56 * size),
                (left - 10 * size + lean, y - 56 * size),
            ],
            "#fdfdfd",
        )
        canvas.oval(
            left + 2 * size + lean, y - 72 * size, 13 * size, 15 * size, SKIN[seat % 3]
        )
        canvas.oval(
            left + 1 * size + lean, y - 80 * size, 13 * size, 9 * size, "#33241d"
        )
