"""What a model wrote says so: the visible words, and the implicit mark of GB 45438—2025 《网络安全技术 人工智能生成合成内容标识方法》.

The 《人工智能生成合成内容标识办法》 binds those who offer services to the public; to an office that drafts for itself it is advice,
which we follow unless the office turns the visible words off.
"""

import hashlib
import json
import re
from dataclasses import dataclass

PROPERTY = "AIGC"  # the name of the document property
WORDS = "人工智能辅助生成，须经人工审核"
_GENERATED = "1"  # 属于人工智能生成合成内容
_LONGEST = 60  # 字: it stands on one line of the page's head
_SUBJECT, _VERB = re.compile(r"人工智能|(?<![A-Za-z])(?:AI|ＡＩ)(?![A-Za-z])"), re.compile("生成|合成")


def checked_words(words: str) -> str:
    """`words` if they say what the standard asks of a visible mark; ValueError otherwise."""
    if not (_SUBJECT.search(words) and _VERB.search(words)):
        raise ValueError("标识文字要同时有“人工智能”（或“AI”）和“生成”（或“合成”）。")
    if "\n" in words or len(words) > _LONGEST:
        raise ValueError(f"标识文字要写成一行，不超过 {_LONGEST} 字。")
    return words


@dataclass(frozen=True)
class Mark:
    """The marks of one document. `words` '' for no visible ones."""

    words: str
    place: str  # header, footer
    producer: str  # 内容制作者; '' where the office has not said

    def as_property(self, text: str) -> str:
        """The value of the property: its fields are those of the standard, in its order. We propagate nothing."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        fields = {
            "Label": _GENERATED,
            "ContentProducer": self.producer,
            "ProduceID": digest[:32],
            "ReservedCode1": f"sha256:{digest}",  # of the text as it was generated
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        }
        return json.dumps(fields, ensure_ascii=False)
