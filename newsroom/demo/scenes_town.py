"""Scenes of the town: market, council, stage, pitch, streets."""

from __future__ import annotations

from math import sin

from newsroom.demo.painting import Canvas, dice

SKIN = ["#8a5a44", "#c68b6b", "#e0ac8b", "#6b4433", "#d69f7e"]
COATS = ["#29335c", "#7c3238", "#3f6350", "#c9a227", "#5b4b6a", "#1f4e5f", "#8a8f98"]


def _person(
    canvas: Canvas, x: float, foot: float, size: float, coat: str, skin: str
) -> None:
    canvas.oval(x, foot, 30 * size, 6 * size, "#00000033")
    canvas.box(x - 13 * size, foot - 62 * size, 11 * size, 60 * size, "#23252f")
    canvas.box(x + 3 * size, foot - 62 * size, 11 * size, 60 * size, "#2b2e3a")
    canvas.rounded(
        x - 24 * size, foot - 140 * size, 48 * size, 88 * size, 17 * size, coat
    )
    canvas.oval(x, foot - 160 * size, 16 * size, 19 * size, skin)
    canvas.oval(x, foot - 170 * size, 17 * size, 12 * size, "#2d2220")


def market(canvas: Canvas) -> None:
    """Draw the fish market: striped awnings, stalls, people."""
    canvas.gradient(0, 620, [(0, "#8ec6e6"), (1, "#f5efdc")])
    canvas.glow(1300, 120, 520, "#6d5f35")
    _terrace(canvas, 130, 620, 81)
    canvas.haze(300, 640, "#f5efdc", 70)
    canvas.gradient(620, 1067, [(0, "#c9bda6"), (1, "#857a69")])
    chance = dice(82)
    for _ in range(420):
        depth = chance.random()
        canvas.oval(
            chance.uniform(0, 1600),
            640 + depth * 427,
            14 + 40 * depth,
            3 + 7 * depth,
            chance.choice(["#00000012", "#ffffff14"]),
        )
    for index in range(11):
        _person(
            canvas,
            90 + index * 145 + chance.uniform(-30, 30),
            770,
            0.95,
            chance.choice(COATS),
            chance.choice(SKIN),
        )
    for index, colour in enumerate(["#c8453b", "#2f6f8f", "#d99a2b"]):
        _stall(canvas, 60 + index * 530, 560, colour, 83 + index)
    for x, size in ((430, 1.9), (1010, 2.0), (1180, 1.75)):
        _person(canvas, x, 1050, size, chance.choice(COATS), chance.choice(SKIN))


def _terrace(canvas: Canvas, top: float, base: float, seed: int) -> None:
    chance = dice(seed)
    walls = ["#d98f6f", "#e9d3a4", "#a9b8a2", "#c97b63", "#8fa3ad", "#e3b77d"]
    x = -30.0
    while x < 1620:
        width, height = chance.uniform(150, 210), chance.uniform(250, 400)
        y = max(top, base - height)
        canvas.box(x, y, width, base - y, chance.choice(walls))
        canvas.polygon(
            [(x - 6, y), (x + width / 2, y - 70), (x + width + 6, y)], "#6b4b45"
        )
        for row in range(int((base - y) // 100)):
            for column in range(3):
                left, upper = x + 20 + column * (width - 30) / 3, y + 28 + row * 96
                canvas.box(left - 4, upper - 4, 38, 58, "#fdfaf2")
                canvas.box(left, upper, 30, 50, "#54738a")
                canvas.polygon(
                    [(left, upper), (left + 30, upper), (left, upper + 34)], "#a9c5d3"
                )
        x += width


def _stall(canvas: Canvas, x: float, y: float, colour: str, seed: int) -> None:
    chance = dice(seed)
    for post in (x + 14, x + 396):
        canvas.box(post, y - 10, 11, 360, "#5f4a3a")
    canvas.box(x, y + 210, 420, 150, "#7b5d45")
    canvas.box(x - 8, y + 196, 436, 22, "#e9f2f3")
    for _ in range(60):
        fish_x, fish_y = x + chance.uniform(10, 400), y + chance.uniform(178, 204)
        tint = chance.choice(["#9fb7c1", "#c4d3d6", "#e08a6d", "#7d97a5", "#d7b19b"])
        canvas.oval(fish_x, fish_y, 24, 8, tint)
        canvas.polygon(
            [
                (fish_x - 20, fish_y),
                (fish_x - 36, fish_y - 8),
                (fish_x - 36, fish_y + 8),
            ],
            tint,
        )
    for index in range(7):
        box_x = x + 6 + index * 59
        canvas.box(box_x, y + 244, 52, 90, "#6a4f3a")
    for index in range(10):
        left = x - 28 + index * 48
        tint = colour if index % 2 == 0 else "#fbf5e6"
        canvas.polygon(
            [
                (left + 18, y - 60),
                (left + 60, y - 60),
                (left + 48, y + 40),
                (left, y + 40),
            ],
            tint,
        )
        canvas.oval(left + 24, y + 40, 24, 15, tint)
    canvas.box(x - 10, y - 64, 472, 8, "#00000022")


def council(canvas: Canvas) -> None:
    """Draw the council chamber: tall windows, dais, rows of benches."""
    canvas.gradient(0, 680, [(0, "#5d4634"), (0.5, "#8d6b4c"), (1, "#6c503a")])
    for index in range(5):
        _tall_window(canvas, 130 + index * 290)
    canvas.beam([(200, 150), (420, 150), (900, 1067), (420, 1067)], "#3d3018", 40)
    canvas.beam([(780, 150), (1000, 150), (1480, 1067), (1000, 1067)], "#3d3018", 40)
    canvas.box(0, 560, 1600, 130, "#4a3323")
    for index in range(20):
        canvas.box(10 + index * 80, 574, 62, 100, "#573d2a")
    canvas.gradient(690, 1067, [(0, "#7b2f2f"), (1, "#3f1718")])
    canvas.box(520, 500, 560, 130, "#3c2718")
    canvas.box(505, 488, 590, 20, "#5b3c25")
    canvas.oval(800, 565, 46, 46, "#c9a24a")
    canvas.oval(800, 565, 36, 36, "#3c2718")
    canvas.polygon([(800, 535), (822, 585), (778, 585)], "#c9a24a")
    for x, coat in ((640, "#2b3a55"), (800, "#6d2231"), (960, "#39444d")):
        _seated(canvas, x, 490, 1.0, coat, SKIN[int(x) % 5])
    _benches(canvas)


def _tall_window(canvas: Canvas, x: float) -> None:
    canvas.box(x - 12, 130, 184, 400, "#4a3524")
    canvas.oval(x + 80, 130, 92, 92, "#4a3524")
    canvas.box(x, 134, 160, 384, "#cfe4ee")
    canvas.oval(x + 80, 134, 80, 80, "#cfe4ee")
    canvas.polygon(
        [(x, 518), (x, 330), (x + 60, 300), (x + 160, 360), (x + 160, 518)], "#a8c2bd"
    )
    canvas.box(x + 76, 54, 8, 464, "#4a3524")
    for y in (200, 310, 420):
        canvas.box(x, y, 160, 7, "#4a3524")
    canvas.glow(x + 80, 280, 230, "#3c3a30")


def _seated(
    canvas: Canvas, x: float, line: float, size: float, coat: str, skin: str
) -> None:
    canvas.rounded(
        x - 48 * size, line - 62 * size, 96 * size, 90 * size, 30 * size, coat
    )
    canvas.polygon(
        [
            (x - 12 * size, line - 62 * size),
            (x + 12 * size, line - 62 * size),
            (x, line - 20 * size),
        ],
        "#f4f0e6",
    )
    canvas.oval(x, line - 88 * size, 25 * size, 30 * size, skin)
    canvas.oval(x, line - 104 * size, 27 * size, 19 * size, "#2a2020")


def _benches(canvas: Canvas) -> None:
    chance = dice(92)
    for row in range(3):
        size = 0.95 + row * 0.35
        line = 790 + row * 120
        for index in range(11 - row * 2):
            x = 60 + index * (150 + row * 45) + row * 30
            if chance.random() < 0.72:
                canvas.rounded(
                    x - 46 * size,
                    line - 66 * size,
                    92 * size,
                    110 * size,
                    26 * size,
                    chance.choice(COATS),
                )
                canvas.oval(
                    x,
                    line - 90 * size,
                    24 * size,
                    29 * size,
                    chance.choice(["#2a2020", "#59402c", "#8d8d8d", "#b98d4f"]),
                )
        canvas.box(0, line, 1600, 46, "#4b3120")
        canvas.box(0, line, 1600, 7, "#6d4b31")


def football(canvas: Canvas) -> None:
    """Draw an evening match: floodlights, stand, players in front of the goal."""
    canvas.gradient(0, 470, [(0, "#0d1b3a"), (0.7, "#2b4a7f"), (1, "#6d83a8")])
    canvas.box(0, 330, 1600, 170, "#1a2236")
    canvas.polygon([(0, 300), (1600, 250), (1600, 290), (0, 340)], "#2e3a52")
    chance = dice(101)
    for _ in range(1500):
        x, y = chance.uniform(0, 1600), chance.uniform(345, 480)
        canvas.oval(x, y, 5.5, 6.5, chance.choice([*COATS, *SKIN, "#f4f4f4"]))
    canvas.box(0, 480, 1600, 34, "#f1f1ec")
    for index in range(8):
        canvas.box(
            20 + index * 200, 486, 170, 22, ["#1f5a8a", "#c8453b", "#2e7d4f"][index % 3]
        )
    for stripe in range(9):
        near = 514 + stripe * stripe * 7
        far = 514 + (stripe + 1) * (stripe + 1) * 7
        canvas.box(0, near, 1600, far - near, "#2f8a45" if stripe % 2 else "#389a4f")
    canvas.polygon([(0, 700), (1600, 640), (1600, 646), (0, 708)], "#f5f8f0")
    canvas.ring(820, 1000, 260, "#f5f8f0", 6)
    for x in (170, 1430):
        _floodlight(canvas, x)
    _goal(canvas)
    for x, foot, size, shirt in (
        (520, 700, 0.8, "#f4f4f4"),
        (760, 760, 1.0, "#1d6fa5"),
        (1010, 900, 1.5, "#1d6fa5"),
        (1210, 840, 1.25, "#f4f4f4"),
        (300, 930, 1.6, "#1d6fa5"),
        (1400, 690, 0.8, "#1d6fa5"),
    ):
        _player(canvas, x, foot, size, shirt)
    canvas.oval(1120, 925, 17, 17, "#ffffff")
    canvas.oval(1124, 929, 6, 6, "#333333")
    canvas.oval(1120, 946, 20, 5, "#00000044")


def _floodlight(canvas: Canvas, x: float) -> None:
    canvas.box(x - 7, 60, 14, 430, "#39445c")
    canvas.box(x - 70, 20, 140, 66, "#39445c")
    for row in range(2):
        for column in range(4):
            canvas.oval(x - 51 + column * 34, 38 + row * 30, 11, 11, "#fffbe8")
    canvas.glow(x, 52, 380, "#8f95a8")


def _goal(canvas: Canvas) -> None:
    for index in range(24):
        x = 600 + index * 18
        canvas.stroke([(x, 470), (x + 8, 610)], "#ffffff44", 1.5)
    for index in range(9):
        y = 470 + index * 16
        canvas.stroke([(600, y), (1020, y - 6)], "#ffffff44", 1.5)
    canvas.stroke([(596, 625), (596, 462), (1024, 452), (1024, 610)], "#ffffff", 8)


def _legs(
    canvas: Canvas, x: float, foot: float, size: float, skin: str, sock: str
) -> None:
    canvas.stroke(
        [
            (x - 8 * size, foot - 70 * size),
            (x - 34 * size, foot - 36 * size),
            (x - 52 * size, foot - 4 * size),
        ],
        skin,
        14 * size,
    )
    canvas.stroke(
        [
            (x + 8 * size, foot - 70 * size),
            (x + 30 * size, foot - 40 * size),
            (x + 26 * size, foot - 2 * size),
        ],
        skin,
        14 * size,
    )
    canvas.stroke(
        [(x + 30 * size, foot - 34 * size), (x + 26 * size, foot - 6 * size)],
        sock,
        15 * size,
    )


def _player(canvas: Canvas, x: float, foot: float, size: float, shirt: str) -> None:
    skin = SKIN[int(x / 7) % 5]
    canvas.oval(x, foot, 52 * size, 8 * size, "#00000044")
    _legs(canvas, x, foot, size, skin, shirt)
    canvas.rounded(
        x - 26 * size, foot - 92 * size, 54 * size, 36 * size, 10 * size, "#18223a"
    )
    canvas.stroke(
        [(x - 18 * size, foot - 140 * size), (x - 52 * size, foot - 110 * size)],
        skin,
        12 * size,
    )
    canvas.stroke(
        [(x + 22 * size, foot - 140 * size), (x + 54 * size, foot - 124 * size)],
        skin,
        12 * size,
    )
    canvas.rounded(
        x - 26 * size, foot - 156 * size, 54 * size, 76 * size, 16 * size, shirt
    )
    canvas.oval(x + 4 * size, foot - 176 * size, 17 * size, 20 * size, skin)
    canvas.oval(x + 3 * size, foot - 187 * size, 18 * size, 11 * size, "#2a1d18")


def stage(canvas: Canvas) -> None:
    """Draw a full hall: choir on stage in warm light, the audience in front."""
    canvas.gradient(0, 1067, [(0, "#170d1d"), (0.55, "#4c1f33"), (1, "#12080f")])
    for index in range(17):
        x = index * 100
        canvas.polygon([(x, 0), (x + 60, 0), (x + 50, 640), (x + 8, 640)], "#7a1f2e88")
    canvas.gradient(610, 720, [(0, "#9c6b3f"), (1, "#5d3b22")])
    for x in (380, 640, 960, 1220):
        canvas.beam(
            [(x - 8, 0), (x + 8, 0), (x + 190, 680), (x - 190, 680)], "#4a3820", 18
        )
        canvas.glow(x, 4, 90, "#c9a860")
    chance = dice(111)
    for row in range(4):
        line = 430 + row * 64
        for index in range(15):
            x = 350 + index * 64 + (row % 2) * 30
            canvas.rounded(x - 24, line, 48, 120, 16, ["#1e2140", "#262a4d"][index % 2])
            canvas.oval(x, line - 16, 15, 18, chance.choice(SKIN))
            canvas.oval(
                x, line - 26, 16, 11, chance.choice(["#2a2020", "#6b4a2c", "#a9a9a9"])
            )
            canvas.box(x - 15, line + 36, 30, 20, "#f5ead0")
    _person(canvas, 800, 760, 1.25, "#0d0d14", SKIN[1])
    canvas.stroke([(815, 615), (880, 560)], "#0d0d14", 16)
    canvas.stroke([(785, 615), (720, 566)], "#0d0d14", 16)
    for row in range(4):
        size = 1 + row * 0.35
        for index in range(26):
            place = index * 66 * size + (row % 2) * 30
            y = 800 + row * 78 + 6 * sin(index)
            canvas.oval(place, y, 25 * size, 30 * size, "#0a0509")
            canvas.rounded(
                place - 42 * size, y + 22 * size, 84 * size, 130 * size, 30, "#0a0509"
            )
