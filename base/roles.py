"""What a role may do: one table."""

from typing import Literal, get_args

Role = Literal["起草人", "核稿人", "签发人", "教员", "学员", "管理员"]
# A page to open; two pages have parts that only some may change
Action = Literal["写稿", "审稿", "改稿", "教学", "出题改卷", "评测", "文库", "维护文库", "设置"]

ALL: tuple[Role, ...] = get_args(Role)

_MAY: dict[Role, tuple[Action, ...]] = {
    "起草人": ("写稿", "审稿", "改稿", "文库"),
    "核稿人": ("写稿", "审稿", "改稿", "文库", "维护文库"),
    "签发人": ("审稿", "改稿", "评测", "文库"),
    "教员": ("审稿", "教学", "出题改卷", "评测", "文库"),
    "学员": ("教学",),
    "管理员": ("评测", "文库", "维护文库", "设置"),
}


def may(role: Role, action: Action) -> bool:
    """May somebody in `role` do `action`?"""
    return action in _MAY[role]
