"""Credits of East Asian captions, where a sign after the name says who took the picture."""

from __future__ import annotations

import re

_TOOK = r"(?:撮影|写す|提供|供图|供圖|供稿|摄影|攝影|摄|攝|翻攝|제공|촬영|사진)"
_SIGNS = re.compile(rf"{_TOOK}|写真|사진|图|圖|기자")
_RULES = (
    # ＝岩手県、佐伯真帆撮影
    re.compile(rf"^(?P<rest>.+?)\s?[=＝](?P<credit>[^=＝]{{2,40}}?{_TOOK})$"),
    # （住民提供） and [여수시 제공. 재판매 및 DB 금지]
    re.compile(
        rf"^(?P<rest>.*?)\s?[(（\[【［](?P<credit>[^()（）\[\]【】［］]{{1,40}}?\s?{_TOOK})"
        r"(?:[.。, ].{0,40})?[)）\]】］]$"
    ),
    # （写真：AFP）, /사진=연합뉴스, 图：新华社
    re.compile(
        r"^(?P<rest>.*?)\s?[(（\[/／]?\s?(?:写真|사진|이미지|画像|图片来源|圖片來源|图源|图|圖)"
        r"\s?(?:提供|제공)?\s?[=＝:：／/–-]\s?(?P<credit>[^()（）]{2,40}?)[)）\]]?$"
    ),
    # 그물을 손질하고 있다. 김철수 기자
    re.compile(
        r"^(?P<rest>(?:.*[다.\s])?)\s?(?P<credit>[가-힣]{2,4}\s?(?:사진)?기자)$"
    ),
    # 新华社记者 张弛 摄
    re.compile(
        r"^(?P<rest>.*?[。\s])?(?P<credit>(?:\S{2,8}记者\s)?[^\s。]{2,6}\s?(?:摄影?|攝影?|供图|撮影))$"
    ),
)


def east_asian_credit(caption: str) -> tuple[str, str, float] | None:
    """Give caption, credit and confidence where a sign beside the name marks a credit."""
    if not _SIGNS.search(caption[-60:]):
        return None
    for rule in _RULES:
        found = rule.match(caption[-400:])
        if found:
            before = caption[:-400] + (found["rest"] or "")
            return before.rstrip(" /／"), found["credit"].strip(), 0.9
    return None
