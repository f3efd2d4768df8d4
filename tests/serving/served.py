"""A library with marked documents in it, and the HTTP server over it on a free port."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from base.access import Access
from corpus.documents import Document
from corpus.library import Library
from drafting.settings import Zone
from serving.audience import Audience
from serving.http_server import Place, server
from tests.corpus.shelf import shelf

SECRET = "秘密储备点设在青禾县北山三号洞库，存放救生艇十二艘、冲锋舟六艘，钥匙由县防指值班室保管，启用须经县长批准。"
DEEP = "夜间由两名民兵在仓门值守，每两小时巡查一次并登记，遇有火情先行断电再逐级报告镇人武部。"
FAMILIES = ("figure", "padding", "residue", "copy", "citation")
TEXT = f"关于防汛工作的报告\n今年全县转移群众1200人，比去年增长5%。{SECRET}要坚决贯彻落实，切实加强领导。"
FACTS = [{"name": "转移群众", "value": "1300", "unit": "人"}]


def make(home: Path) -> Path:
    """Sixty open documents, one marked by itself, one in a passage, one that may be marked by its folder."""
    with Library.open(home) as library:
        library.add_documents(
            [
                *shelf(),
                Document("防汛方案", "防汛物资储备方案", f"防汛物资储备方案\n{SECRET}", secrecy="秘密"),
                Document("值班表", "防汛值班安排", "防汛值班安排\n（机密）北山洞库换岗时间为每日六时。"),
                Document("值守", "民兵工作记录", f"民兵工作记录\n{'值守按表进行。' * 20}\n{DEEP}\n以上列为机密级事项。"),
                Document("涉密/部署", "防汛队伍部署", "防汛队伍部署\n北山洞库由民兵应急连负责看守。"),
            ]
        )
    return home


@contextmanager
def running(home: Path, *, zone: Zone = "remote", token: str = "", access: Access | None = None) -> Iterator[httpx.Client]:
    """A client of the server, which runs in a thread."""
    where = Place("127.0.0.1", 0, token, access or Access())
    serving = server(where, Audience(home, where.zone(zone)))
    with socket.create_server((where.address, 0)) as listening:
        thread = threading.Thread(target=serving.run, args=([listening],))
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
                yield client
        finally:
            serving.should_exit = True
            thread.join()
