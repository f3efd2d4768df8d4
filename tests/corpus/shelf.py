"""Documents about an invented county, enough of them for every part of the search to work."""

import datetime as dt

from corpus.documents import Document
from corpus.library import Library

_TOPICS = {
    "安全生产": "危险化学品企业要落实夜间值守制度，隐患排查台账每周更新。矿山停产整顿期间不得擅自复工。",
    "乡村振兴": "大棚蔬菜种植面积扩大，合作社带动农户增收。灌溉渠系清淤之后，旱地变成了水浇地。",
    "教育": "县城新建小学两所，教师轮岗交流覆盖全部乡镇。寄宿学生的营养餐由县财政保障。",
    "医疗": "乡镇卫生院添置了彩超，家庭医生签约服务入户随访慢性病患者。县医院开通远程会诊。",
    "交通": "农村公路硬化通到自然村，公交班线延伸到偏远山区。桥梁加固工程汛期之前完工。",
    "环境保护": "澜江沿岸排污口逐一封堵，水质监测断面稳定达标。秸秆禁烧实行网格化巡查。",
}
_TOWNS = ("东河镇", "西岭乡", "南坪镇", "北川铺镇", "石桥镇", "柳林乡", "白沙镇", "云台乡", "双井镇", "大渡口镇")


def paper(id: str, title: str = "", text: str = "", **fields: object) -> Document:
    """One document."""
    return Document(id, title or f"青禾县文件{id}", text or f"这是{id}的正文。", **fields)  # type: ignore[arg-type]


def shelf() -> list[Document]:
    """Sixty documents, one passage each: six topics in ten towns."""
    return [_report(topic, text, town, number) for topic, text in _TOPICS.items() for number, town in enumerate(_TOWNS)]


def on_shelf(library: Library) -> None:
    library.add_documents(shelf())


def _report(topic: str, text: str, town: str, number: int) -> Document:
    return paper(
        f"{topic}-{town}",
        f"{town}{topic}工作汇报",
        f"{town}{topic}工作汇报\n{text}{town}今年安排{number + 3}项任务。",
        kind="汇报" if number % 2 else "通知",
        issuer=f"青禾县{town}人民政府",
        region=town,
        date=dt.date(2020 + number % 5, 3, 1),
    )
