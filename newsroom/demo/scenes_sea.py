"""Scenes of the sea and the shore."""

from __future__ import annotations

from math import cos, sin

from newsroom.demo.painting import Canvas, dice


def harbour(canvas: Canvas) -> None:
    """Draw the old harbour at dusk: houses, quay, boats, lights on the water."""
    canvas.gradient(
        0, 640, [(0, "#1d2b53"), (0.45, "#5b4b8a"), (0.75, "#d9776a"), (1, "#ffd199")]
    )
    canvas.glow(1150, 600, 520, "#a0522d")
    canvas.ridge(640, 210, "#4a4372", 3)
    canvas.ridge(650, 110, "#39365f", 8)
    _quay_houses(canvas, 560, 21)
    canvas.box(0, 640, 1600, 22, "#221f3a")
    canvas.gradient(662, 1067, [(0, "#e59a7c"), (0.3, "#7a5b8e"), (1, "#141d3d")])
    canvas.mirror(662, 330, 0.85)
    canvas.ripples(668, 1067, "#ffd9a8", count=420, seed=5)
    _trawler(canvas, 330, 800, 1.25, "#7d2e2e", "#e8dcc8")
    _trawler(canvas, 1130, 760, 0.8, "#1f4e5f", "#d8d2c0")
    _dinghy(canvas, 820, 900, 1.0, "#f0e6d2")
    canvas.ripples(900, 1067, "#0c1230", count=120, seed=6)


def _quay_houses(canvas: Canvas, top: float, seed: int) -> None:
    chance = dice(seed)
    walls = [
        "#8a4f4d",
        "#b07d62",
        "#6d5a7e",
        "#caa07a",
        "#54577c",
        "#9c6b60",
        "#7b8794",
    ]
    x = -20.0
    while x < 1620:
        width = chance.choice([74, 88, 96, 110])
        height = chance.uniform(70, 150)
        y = 640 - height
        canvas.box(x, y, width, height, chance.choice(walls))
        roof = chance.uniform(28, 52)
        canvas.polygon(
            [(x - 4, y), (x + width / 2, y - roof), (x + width + 4, y)], "#2e2547"
        )
        canvas.box(x + width * 0.68, y - roof * 0.95, 10, roof * 0.7, "#2e2547")
        for row in range(int(height // 34)):
            for column in range(3):
                lit = chance.random() < 0.45
                pane = "#ffe2a0" if lit else "#3a3358"
                left, upper = x + 12 + column * (width - 20) / 3, y + 12 + row * 34
                canvas.box(left, upper, 12, 17, pane)
                if lit and chance.random() < 0.4:
                    canvas.glow(left + 6, upper + 8, 46, "#5a3a12")
        x += width


def _trawler(
    canvas: Canvas, x: float, y: float, size: float, hull: str, cabin: str
) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    canvas.oval(x, y + 62 * size, 190 * size, 13 * size, "#0a102c99")
    canvas.polygon(
        at((-190, -20), (-150, 55), (150, 55), (205, -42), (120, -14), (-100, -6)), hull
    )
    canvas.polygon(at((-165, 28), (-150, 55), (150, 55), (163, 28)), "#151a33")
    canvas.stroke(
        at((-186, -12), (-100, 2), (120, -6), (200, -34)), "#f3e7cf", 4 * size
    )
    canvas.polygon(at((-110, -4), (-104, -92), (-6, -92), (8, -8)), cabin)
    canvas.polygon(at((-116, -92), (-110, -104), (2, -104), (4, -92)), "#33415c")
    for left in (-94, -62, -30):
        canvas.polygon(
            at((left, -80), (left, -54), (left + 22, -54), (left + 22, -80)), "#27496d"
        )
        canvas.polygon(at((left, -80), (left, -68), (left + 14, -80)), "#ffe9b0")
    for foot, top in (((-55, -100), (-55, -210)), ((95, -12), (95, -190))):
        canvas.stroke(at(foot, top), "#241f38", 5 * size)
    canvas.stroke(at((-55, -205), (95, -185)), "#241f38", 2 * size)
    canvas.stroke(at((95, -185), (200, -40)), "#241f38", 2 * size)
    canvas.stroke(at((-55, -205), (-182, -20)), "#241f38", 2 * size)
    canvas.stroke(at((95, -60), (30, -150)), "#241f38", 4 * size)
    canvas.glow(x - 55 * size, y - 210 * size, 60 * size, "#8a6a30")


def _dinghy(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    canvas.oval(x, y + 20 * size, 96 * size, 9 * size, "#0a102c88")
    points = [(-90, -8), (-66, 20), (60, 20), (98, -16), (0, -4)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in points], colour)
    canvas.stroke(
        [(x - 84 * size, y), (x, y + 4 * size), (x + 92 * size, y - 8 * size)],
        "#9c4a3c",
        5 * size,
    )


def ferry(canvas: Canvas) -> None:
    """Draw the ferry leaving on a bright morning, gulls behind it."""
    canvas.gradient(0, 560, [(0, "#3f8fc4"), (0.6, "#9fd0e8"), (1, "#f4ead5")])
    canvas.glow(260, 230, 420, "#8c7a4a")
    draw_clouds(canvas, 170, 12)
    canvas.ridge(560, 120, "#8fb3bd", 14)
    canvas.ridge(562, 60, "#6f9aa2", 15)
    canvas.gradient(558, 1067, [(0, "#9cc9d3"), (0.25, "#3d8ba6"), (1, "#0f3f5c")])
    canvas.ripples(562, 1067, "#e9f7fb", count=520, seed=16)
    _ferry(canvas, 800, 640, 1.25)
    chance = dice(17)
    for _ in range(200):
        x = chance.uniform(90, 1360)
        canvas.oval(x, 778 + chance.gauss(0, 7), chance.uniform(6, 46), 5, "#ffffff60")
    for _ in range(12):
        _gull(canvas, chance.uniform(40, 480), chance.uniform(230, 560))


def draw_clouds(canvas: Canvas, middle: float, seed: int) -> None:
    chance = dice(seed)
    for _ in range(7):
        x, y = chance.uniform(0, 1600), middle + chance.gauss(0, 90)
        for _ in range(9):
            dx = chance.gauss(0, 75)
            across = chance.uniform(40, 105)
            canvas.oval(x + dx, y + abs(dx) * 0.12, across, across * 0.3, "#ffffff38")


def _ferry(canvas: Canvas, x: float, y: float, size: float) -> None:
    def box(left: float, top: float, width: float, height: float, colour: str) -> None:
        canvas.box(x + left * size, y + top * size, width * size, height * size, colour)

    hull = [(-470, -5), (-430, 110), (440, 110), (520, -25), (470, -5)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in hull], "#12355b")
    stripe = [(-442, 76), (-430, 110), (440, 110), (459, 76)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in stripe], "#b23a48")
    box(-420, -75, 800, 76, "#f7f4ec")
    box(-380, -135, 650, 62, "#fdfbf5")
    box(90, -190, 190, 58, "#f7f4ec")
    box(-420, -4, 890, 7, "#f0b429")
    for index in range(22):
        box(-400 + index * 35, -55, 22, 26, "#2d5d7b")
    for index in range(17):
        box(-360 + index * 37, -118, 26, 24, "#2d5d7b")
    for index in range(6):
        box(104 + index * 29, -178, 23, 24, "#1d3f58")
    box(-220, -215, 90, 82, "#b23a48")
    box(-220, -190, 90, 18, "#f7f4ec")
    canvas.stroke(
        [(x + 185 * size, y - 190 * size), (x + 185 * size, y - 260 * size)],
        "#3b4a57",
        5,
    )
    for left in (-330, -60, 300):
        canvas.rounded(
            x + left * size, y - 92 * size, 60 * size, 20 * size, 9 * size, "#e07a3f"
        )


def _gull(canvas: Canvas, x: float, y: float) -> None:
    span = 10 + (x * 7 + y * 3) % 16
    canvas.stroke(
        [(x - span, y - span * 0.3), (x - span * 0.4, y - span * 0.45), (x, y)],
        "#ffffff",
        3,
    )
    canvas.stroke(
        [(x, y), (x + span * 0.4, y - span * 0.45), (x + span, y - span * 0.3)],
        "#ffffff",
        3,
    )


def _stars(canvas: Canvas) -> None:
    chance = dice(31)
    for _ in range(330):
        bright = chance.randint(60, 255)
        size = chance.choice([0.8, 0.8, 1.2, 1.8])
        canvas.oval(
            chance.uniform(0, 1600),
            640 * chance.random() ** 1.4,
            size,
            size,
            f"#ffffff{bright:02x}",
        )


def lighthouse(canvas: Canvas) -> None:
    """Draw the lighthouse on its rock at night."""
    canvas.gradient(0, 760, [(0, "#070d24"), (0.6, "#14264f"), (1, "#41608f")])
    _stars(canvas)
    canvas.beam([(1002, 296), (-200, 40), (-200, 330)], "#8f8455", 14)
    canvas.beam([(1002, 296), (1800, 170), (1800, 420)], "#6f6740", 14)
    canvas.ridge(760, 60, "#1a2c52", 33)
    canvas.gradient(740, 1067, [(0, "#3c5a86"), (0.3, "#1a2f58"), (1, "#060b1f")])
    canvas.ripples(745, 1067, "#b9cdf0", count=380, seed=34)
    rock = [
        (560, 900),
        (640, 800),
        (760, 770),
        (850, 735),
        (1000, 715),
        (1130, 730),
        (1240, 780),
        (1350, 810),
        (1480, 900),
        (1600, 930),
        (1600, 1067),
        (480, 1067),
    ]
    canvas.polygon(rock, "#0c1226")
    canvas.polygon(
        [(850, 735), (1000, 715), (980, 840), (800, 900), (640, 800)], "#141d38"
    )
    _tower(canvas)
    canvas.box(1080, 662, 150, 70, "#c9c4b4")
    canvas.polygon([(1066, 664), (1155, 618), (1244, 664)], "#5a2d33")
    for left in (1098, 1138, 1188):
        canvas.box(left, 682, 20, 26, "#ffd98a")
        canvas.glow(left + 10, 695, 70, "#5c4015")


def _tower(canvas: Canvas) -> None:
    canvas.polygon([(950, 722), (970, 340), (1036, 340), (1056, 722)], "#e9e4d6")
    for low, high in ((690, 610), (530, 450)):
        left = [(950 + (722 - y) * 20 / 382, y) for y in (low, high)]
        right = [(1056 - (722 - y) * 20 / 382, y) for y in (high, low)]
        canvas.polygon([*left, *right], "#b2433f")
    canvas.polygon([(1020, 722), (1018, 340), (1036, 340), (1056, 722)], "#00000038")
    canvas.box(956, 330, 94, 14, "#2c3348")
    canvas.box(972, 268, 62, 62, "#fff3c4")
    for bar in (972, 991, 1010, 1030):
        canvas.box(bar, 268, 4, 62, "#2c3348")
    canvas.polygon([(964, 268), (1003, 226), (1042, 268)], "#8f332f")
    canvas.stroke([(1003, 226), (1003, 200)], "#2c3348", 4)
    canvas.glow(1003, 298, 330, "#c9b25f")
    for y in (430, 590):
        canvas.rounded(994, y, 16, 28, 7, "#29304a")


def storm(canvas: Canvas) -> None:
    """Draw waves breaking over the sea wall under a dark sky."""
    canvas.gradient(0, 700, [(0, "#1f262e"), (0.5, "#4c5a63"), (1, "#93a09c")])
    chance = dice(41)
    for _ in range(60):
        x, y = chance.uniform(-100, 1700), chance.uniform(-40, 380)
        across = chance.uniform(120, 330)
        canvas.oval(
            x, y, across, across * 0.24, chance.choice(["#1d242c55", "#2b343d55"])
        )
    canvas.soften(9)
    for index, colour in enumerate(["#66787c", "#4e6469", "#3c5359", "#2c4249"]):
        _swell(canvas, 560 + index * 75, 26 + index * 12, colour, index)
    _spray(canvas, 900, 690, 55)
    wall = [(0, 880), (700, 760), (1600, 700), (1600, 1067), (0, 1067)]
    canvas.polygon(wall, "#3a3c40")
    canvas.polygon(
        [(0, 880), (700, 760), (1600, 700), (1600, 735), (700, 800), (0, 930)],
        "#5b5d60",
    )
    for index in range(12):
        x = 40 + index * 140
        y = 905 - index * 17
        canvas.box(x, y - 62, 7, 70, "#24262a")
    canvas.stroke([(0, 850), (700, 745), (1600, 668)], "#24262a", 6)
    _spray(canvas, 420, 800, 56)
    for _ in range(700):
        x, y = chance.uniform(0, 1700), chance.uniform(0, 1067)
        canvas.stroke([(x, y), (x - 14, y + 46)], "#dfe8ea22", 1.2)


def _swell(canvas: Canvas, base: float, height: float, colour: str, seed: int) -> None:
    points = [(0.0, 1067.0)]
    for x in range(0, 1601, 10):
        crest = sin(x / 145 + seed * 1.9) + 0.5 * sin(x / 61 + seed * 3.1)
        points.append((x, base - height * crest))
    canvas.polygon([*points, (1600, 1067)], colour)
    crest_line = [(x, y + 3) for x, y in points[1:]]
    canvas.stroke(crest_line, "#dfe9e766", 3 + seed)


def _spray(canvas: Canvas, x: float, y: float, seed: int) -> None:
    chance = dice(seed)
    canvas.glow(x, y - 30, 330, "#3d4a4c")
    for _ in range(2600):
        angle = chance.uniform(-2.75, -0.4)
        reach = abs(chance.gauss(0, 1)) * 215
        size = chance.uniform(1, 9) * max(0.15, 1 - reach / 560)
        canvas.oval(
            x + cos(angle) * reach * 1.25,
            y + sin(angle) * reach + 10,
            size,
            size,
            chance.choice(["#ffffff30", "#ffffff55", "#e6f0f07a"]),
        )
