"""Scenes of buildings and people, two of them upright."""

from __future__ import annotations

from math import cos, pi, sin

from newsroom.demo.painting import Canvas, dice


def cannery(canvas: Canvas) -> None:
    """Draw the old cannery at blue hour, its tall windows lit."""
    canvas.gradient(0, 760, [(0, "#14264a"), (0.6, "#3f5f8f"), (1, "#e2a58a")])
    canvas.ridge(760, 90, "#33456b", 121)
    canvas.gradient(800, 1067, [(0, "#5a5f78"), (1, "#20253c")])
    for left, width, top in ((180, 520, 330), (700, 720, 270)):
        _brick(canvas, left, top, width, 800 - top)
        teeth = int(width // 130)
        for index in range(teeth):
            x = left + index * width / teeth
            canvas.polygon(
                [(x, top), (x, top - 86), (x + width / teeth, top)], "#3c2a33"
            )
            canvas.polygon(
                [(x + 6, top - 8), (x + 6, top - 62), (x + 60, top - 8)], "#f7d48a"
            )
        for index in range(int(width // 115)):
            _arched_pane(canvas, left + 34 + index * 115, top + 80)
    canvas.polygon([(1230, 280), (1244, 40), (1300, 40), (1316, 280)], "#70403a")
    canvas.box(1238, 40, 70, 16, "#4d2b29")
    canvas.box(470, 640, 130, 160, "#2b1f26")
    canvas.box(482, 652, 106, 148, "#ffdf9c")
    canvas.glow(535, 730, 300, "#7d5a28")
    canvas.box(640, 560, 330, 62, "#20304f")
    canvas.box(648, 568, 314, 46, "#f3ead6")
    for index in range(11):
        canvas.box(668 + index * 26, 580, 14, 22, "#20304f")
    canvas.mirror(800, 300, 0.4)
    canvas.ripples(806, 1067, "#ffd9a0", count=160, seed=122)
    for x, foot in ((420, 850), (620, 880), (690, 868), (1110, 860)):
        draw_figure(canvas, x, foot, 0.72, "#151a2c", "#151a2c")


def _brick(
    canvas: Canvas, left: float, top: float, width: float, height: float
) -> None:
    canvas.box(left, top, width, height, "#83483f")
    chance = dice(int(left))
    for row in range(int(height // 12)):
        for column in range(int(width // 26)):
            if chance.random() < 0.34:
                x = left + column * 26 + (row % 2) * 13
                tint = chance.choice(["#9a5a4c66", "#6f3a3466", "#a8695766"])
                canvas.box(min(x, left + width - 24), top + row * 12, 23, 9, tint)
    canvas.box(left, top, width, 10, "#56302c")


def _arched_pane(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x + 34, y, 40, 40, "#4a2a28")
    canvas.box(x - 6, y, 80, 170, "#4a2a28")
    canvas.oval(x + 34, y + 2, 33, 33, "#ffd98d")
    canvas.box(x + 1, y + 2, 66, 162, "#ffd98d")
    canvas.box(x + 31, y - 30, 5, 194, "#5c3a2c")
    for step in (44, 98):
        canvas.box(x + 1, y + step, 66, 5, "#5c3a2c")
    canvas.glow(x + 34, y + 70, 130, "#40280e")


def draw_figure(
    canvas: Canvas,
    x: float,
    foot: float,
    size: float,
    colour: str,
    head: str = "#c68b6b",
) -> None:
    canvas.rounded(
        x - 24 * size, foot - 140 * size, 48 * size, 90 * size, 18 * size, colour
    )
    canvas.box(x - 15 * size, foot - 60 * size, 12 * size, 60 * size, colour)
    canvas.box(x + 3 * size, foot - 60 * size, 12 * size, 60 * size, colour)
    canvas.oval(x, foot - 160 * size, 17 * size, 20 * size, head)
    canvas.oval(x, foot, 34 * size, 6 * size, "#00000055")


def exhibition(canvas: Canvas) -> None:
    """Draw a white hall with pictures of the sea on the wall and two visitors."""
    canvas.gradient(0, 760, [(0, "#d8d4cc"), (1, "#f3efe6")])
    canvas.gradient(760, 1067, [(0, "#b08a63"), (1, "#6f5237")])
    for index in range(17):
        canvas.stroke(
            [(800 + (index - 8) * 90, 760), (800 + (index - 8) * 260, 1067)],
            "#00000022",
            2,
        )
    for index in range(5):
        x = 110 + index * 320
        canvas.box(x, 0, 22, 120, "#6c6a66")
        canvas.glow(x + 10, 300, 330, "#2e2a20")
    sheets = [
        ("#e9b872", "#2a6f97"),
        ("#f2d0a9", "#7f5539"),
        ("#89c2d9", "#013a63"),
        ("#ffb4a2", "#6d597a"),
    ]
    for index, (sky, sea) in enumerate(sheets):
        x = 90 + index * 370
        canvas.box(x + 8, 250, 300, 240, "#00000030")
        canvas.box(x, 240, 300, 240, "#2b2622")
        canvas.box(x + 14, 254, 272, 212, "#fbf8f1")
        canvas.box(x + 40, 280, 220, 100, sky)
        canvas.box(x + 40, 370, 220, 70, sea)
        canvas.oval(x + 90 + index * 34, 330, 20, 20, "#fff6dd")
        canvas.polygon([(x + 120, 392), (x + 150, 340), (x + 156, 392)], "#fdfdfd")
        canvas.box(x + 316, 430, 26, 34, "#fbf8f1")
    for x, foot, size, coat in (
        (520, 930, 1.9, "#7c3238"),
        (690, 950, 1.75, "#29335c"),
        (1330, 880, 1.5, "#3f6350"),
    ):
        draw_figure(canvas, x, foot, size, coat)
        canvas.oval(x, foot - 168 * size, 17 * size, 15 * size, "#2d2220")


def portrait(canvas: Canvas) -> None:
    """Draw the choir's conductor at the window of the rehearsal room; upright."""
    canvas.gradient(0, 1600, [(0, "#2d4a57"), (0.6, "#46707c"), (1, "#2a3f48")])
    canvas.box(560, 90, 430, 830, "#20343d")
    canvas.gradient(110, 900, [(0, "#2d4a57"), (1, "#406872")])
    canvas.box(580, 110, 390, 790, "#bcd9de")
    canvas.polygon(
        [(580, 900), (580, 640), (700, 590), (830, 660), (970, 600), (970, 900)],
        "#86afae",
    )
    canvas.box(770, 110, 12, 790, "#20343d")
    canvas.box(580, 480, 390, 12, "#20343d")
    canvas.glow(800, 420, 620, "#4d5a50")
    canvas.box(60, 240, 300, 420, "#35525c")
    for index in range(6):
        canvas.box(84, 300 + index * 52, 250, 4, "#c9d8d6")
        canvas.oval(110 + (index * 83) % 210, 318 + index * 52, 11, 9, "#c9d8d6")
    canvas.soften(5)
    _bust(canvas)


def _bust(canvas: Canvas) -> None:
    canvas.polygon(
        [
            (60, 1600),
            (110, 1290),
            (250, 1160),
            (430, 1090),
            (660, 1090),
            (840, 1160),
            (975, 1290),
            (1020, 1600),
        ],
        "#1c2233",
    )
    canvas.polygon([(430, 1090), (545, 1330), (660, 1090)], "#f2ede0")
    canvas.polygon([(430, 1090), (380, 1140), (545, 1420), (545, 1330)], "#2b3450")
    canvas.polygon([(660, 1090), (710, 1140), (545, 1420), (545, 1330)], "#242c45")
    canvas.oval(545, 650, 268, 300, "#6b6560")
    canvas.rounded(300, 640, 120, 360, 60, "#6b6560")
    canvas.rounded(672, 640, 116, 330, 58, "#5d5853")
    canvas.polygon(
        [(455, 900), (460, 1110), (545, 1200), (630, 1110), (635, 900)], "#b77f63"
    )
    canvas.oval(545, 740, 196, 256, "#d39c7c")
    canvas.polygon(
        [(545, 484), (741, 740), (700, 900), (560, 996), (600, 760)], "#00000016"
    )
    canvas.oval(505, 500, 214, 130, "#77706a")
    canvas.oval(640, 540, 130, 110, "#6b6560")
    _face(canvas)


def _face(canvas: Canvas) -> None:
    for x in (462, 628):
        canvas.oval(x, 712, 38, 20, "#fbf6ee")
        canvas.oval(x + 4, 712, 17, 18, "#3f5b52")
        canvas.oval(x + 4, 712, 8, 9, "#161616")
        canvas.stroke([(x - 46, 664), (x, 646), (x + 46, 662)], "#5a534d", 12)
        canvas.ring(x, 716, 66, "#2a2f3d", 7)
    canvas.stroke([(528, 712), (562, 712)], "#2a2f3d", 7)
    canvas.stroke([(548, 730), (530, 812), (568, 822)], "#b17a5f", 9)
    canvas.polygon(
        [
            (464, 872),
            (520, 858),
            (548, 866),
            (580, 858),
            (632, 868),
            (590, 908),
            (510, 910),
        ],
        "#a9524a",
    )
    canvas.stroke([(464, 872), (548, 884), (632, 868)], "#7b3531", 5)
    for x in (352, 738):
        canvas.oval(x, 770, 22, 46, "#c68b6b")
        canvas.oval(x, 830, 9, 9, "#e9c46a")


def _dial(canvas: Canvas) -> None:
    canvas.oval(534, 370, 112, 112, "#2c2f33")
    canvas.oval(534, 370, 100, 100, "#f7f1df")
    for hour in range(12):
        angle = hour * pi / 6
        canvas.stroke(
            [
                (534 + cos(angle) * 80, 370 + sin(angle) * 80),
                (534 + cos(angle) * 94, 370 + sin(angle) * 94),
            ],
            "#2c2f33",
            6,
        )
    canvas.stroke([(534, 370), (490, 330)], "#2c2f33", 10)
    canvas.stroke([(534, 370), (548, 296)], "#2c2f33", 7)


def clock_tower(canvas: Canvas) -> None:
    """Draw the harbour clock in the rain; upright."""
    canvas.gradient(0, 1600, [(0, "#5d6b7a"), (0.6, "#98a3ab"), (1, "#6f7a80")])
    canvas.ridge(1180, 170, "#7d8992", 141)
    canvas.gradient(1180, 1600, [(0, "#6c777d"), (1, "#353d45")])
    canvas.polygon([(370, 1300), (392, 520), (676, 520), (698, 1300)], "#b9a88c")
    canvas.polygon([(560, 1300), (560, 520), (676, 520), (698, 1300)], "#00000022")
    canvas.box(340, 1290, 388, 60, "#8a7b64")
    canvas.box(350, 500, 368, 34, "#857660")
    canvas.box(364, 240, 340, 262, "#c6b699")
    canvas.box(344, 222, 380, 24, "#857660")
    canvas.polygon([(344, 222), (534, 30), (724, 222)], "#3d5a52")
    canvas.stroke([(534, 34), (534, -20)], "#2a2f33", 6)
    _dial(canvas)
    for top in (640, 840, 1040):
        canvas.rounded(500, top, 68, 120, 32, "#4b4f52")
        canvas.rounded(508, top + 8, 52, 104, 26, "#d9c58b")
    chance = dice(142)
    for _ in range(900):
        drop, y = chance.uniform(-20, 1100), chance.uniform(0, 1600)
        canvas.stroke([(drop, y), (drop - 12, y + 54)], "#eef3f522", 1.3)
    canvas.mirror(1350, 900, 0.45)
    for walker, foot, coat in ((230, 1420, "#b23a48"), (860, 1470, "#24507a")):
        draw_figure(canvas, walker, foot, 1.3, coat)
        left, right = walker - 110, walker + 110
        canvas.polygon(
            [(left, foot - 190), (walker, foot - 290), (right, foot - 190)], coat
        )
        canvas.stroke([(walker, foot - 200), (walker, foot - 80)], "#22262a", 5)


def _smoke(canvas: Canvas) -> None:
    chance = dice(151)
    for index in range(240):
        rise = index / 240
        x = 700 + rise * 520 + chance.gauss(0, 40 + 150 * rise)
        size = 18 + 130 * rise * chance.random()
        canvas.oval(
            x,
            430 - rise * 460,
            size,
            size * 0.75,
            chance.choice(["#2b2b2e2a", "#4a484828", "#6d696622"]),
        )


def warehouse(canvas: Canvas) -> None:
    """Draw the burnt warehouse on the quay, smoke and a fire engine."""
    canvas.gradient(0, 700, [(0, "#5b6672"), (0.6, "#a59a92"), (1, "#d7b99a")])
    _smoke(canvas)
    canvas.soften(6)
    canvas.gradient(690, 1067, [(0, "#77716c"), (1, "#3e3c3d")])
    ruin = [
        (300, 700),
        (300, 400),
        (380, 350),
        (420, 430),
        (520, 330),
        (600, 360),
        (640, 470),
        (760, 420),
        (820, 300),
        (930, 380),
        (1010, 360),
        (1060, 420),
        (1060, 700),
    ]
    canvas.polygon(ruin, "#4b3531")
    for index in range(6):
        x = 340 + index * 118
        canvas.box(x, 520, 66, 110, "#120d0d")
        canvas.oval(x + 33, 516, 40, 60, "#12090966")
        canvas.glow(x + 33, 620, 64, "#6b2b0c")
    for x in (450, 700, 900):
        canvas.stroke([(x, 440), (x + 70, 690)], "#171213", 12)
    _fire_engine(canvas, 1040, 800)
    for x, foot in ((560, 880), (640, 900), (930, 930)):
        draw_figure(canvas, x, foot, 1.05, "#c9a227")
        canvas.oval(x, foot - 176, 22, 12, "#d94f30")
        canvas.box(x - 25, foot - 100, 50, 7, "#f4f4e8")
    canvas.stroke([(1040, 880), (820, 960), (660, 930), (600, 820)], "#c9b27c", 9)
    chance = dice(152)
    for _ in range(26):
        pool, y = chance.uniform(100, 1500), chance.uniform(860, 1040)
        canvas.oval(pool, y, chance.uniform(40, 130), 9, "#9fb0ba44")


def _fire_engine(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x + 210, y + 122, 280, 14, "#00000066")
    canvas.rounded(x - 20, y - 70, 460, 170, 14, "#c22f2f")
    canvas.box(x - 20, y + 10, 460, 20, "#f3e04d")
    canvas.box(x + 320, y - 54, 104, 62, "#bcd3dd")
    canvas.box(x + 368, y - 54, 8, 62, "#c22f2f")
    for index in range(3):
        canvas.box(x + 6 + index * 100, y - 48, 84, 52, "#d9d9d4")
    canvas.box(x - 10, y - 92, 340, 10, "#c9c9c4")
    for index in range(12):
        canvas.box(x - 4 + index * 28, y - 104, 5, 24, "#c9c9c4")
    canvas.box(x + 350, y - 84, 58, 16, "#2a64c9")
    canvas.glow(x + 380, y - 78, 140, "#3a6bd0")
    for wheel in (70, 350):
        canvas.oval(x + wheel, y + 98, 42, 42, "#1b1b1d")
        canvas.oval(x + wheel, y + 98, 19, 19, "#9b9b9b")


def _bell_tower(canvas: Canvas) -> None:
    canvas.box(745, 90, 110, 140, "#e3d1a8")
    canvas.polygon([(735, 92), (800, 10), (865, 92)], "#4d6f63")
    canvas.oval(800, 150, 36, 36, "#fdf8ea")
    canvas.stroke([(800, 150), (800, 124)], "#333333", 5)
    canvas.stroke([(800, 150), (818, 160)], "#333333", 5)


def town_hall(canvas: Canvas) -> None:
    """Draw the town hall on its square, flags out, on an autumn day."""
    canvas.gradient(0, 720, [(0, "#6fa8d0"), (1, "#f3e9d2")])
    canvas.ridge(720, 60, "#9fb09a", 161)
    canvas.gradient(715, 1067, [(0, "#cbbd9f"), (1, "#8d7d63")])
    canvas.box(260, 330, 1080, 390, "#ead9b5")
    canvas.box(240, 312, 1120, 26, "#b89f72")
    canvas.box(240, 700, 1120, 26, "#a38b60")
    for index in range(9):
        x = 300 + index * 120
        for y in (380, 545):
            canvas.box(x - 7, y - 7, 64, 114, "#c7b083")
            canvas.box(x, y, 50, 100, "#4f6a7d")
            canvas.polygon([(x, y), (x + 50, y), (x, y + 56)], "#86a3b3")
    canvas.polygon([(600, 330), (800, 200), (1000, 330)], "#dcc89c")
    for index in range(6):
        canvas.box(622 + index * 66, 338, 24, 368, "#f4e8cd")
        canvas.box(640 + index * 66, 338, 6, 368, "#00000018")
    _bell_tower(canvas)
    for x, tint in ((470, "#1f5a8a"), (1130, "#c8453b")):
        canvas.box(x, 180, 7, 150, "#6b6253")
        canvas.polygon([(x + 7, 184), (x + 96, 200), (x + 7, 232)], tint)
    for step in range(4):
        canvas.box(
            600 - step * 22,
            706 + step * 15,
            400 + step * 44,
            15,
            ["#d8c7a2", "#c9b78f"][step % 2],
        )
    for x, foot, size, coat in (
        (360, 860, 1.1, "#29335c"),
        (430, 872, 1.1, "#7c3238"),
        (1190, 900, 1.3, "#3f6350"),
        (820, 820, 0.9, "#5b4b6a"),
    ):
        draw_figure(canvas, x, foot, size, coat)
