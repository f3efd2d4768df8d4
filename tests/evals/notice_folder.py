"""A small folder of documents by three units, with known faults: what the tests of the notice count."""

import io
from pathlib import Path

from docx import Document

_GOOD = (
    "各村于每月五日前报送排查台账，由镇应急办汇总，逐户核对经营场所的电路、气瓶和通道，发现隐患的当场登记，三日内整改。"
    "整改不了的，由包村干部说明原因，报镇政府研究。"
)
_ALSO = (
    "值班人员每天上午八点前把水位、雨量报到县防汛办公室，超过汛限的立即打电话报告。备用发电机、编织袋、照明灯具由各站点清点登记，"
    "缺少的本周内补齐。"
)
_ONCE = "这项工作涉及到十二个村。"  # 涉及到: one error of wording
_TWICE = "会议强调了措施。。请各村抓紧落实。"  # one error of punctuation
_HOLES = "全年完成投资XX万元。"  # one error of residue
_PHONE = "此事涉及到村民李建国（电话13812345678），由镇司法所办理。"

DOCUMENTS = {
    "青禾镇/安全生产情况报告.txt": f"青禾镇安全生产情况报告\n{_GOOD}\n{_ONCE}\n{_ALSO}",
    "青禾镇/防汛工作通知.md": f"关于做好防汛工作的通知\n{_GOOD}{_TWICE}\n{_ALSO}",
    "青禾镇/信访情况汇报.txt": f"信访情况汇报\n{_PHONE}\n{_GOOD}",
    "青禾镇/秋收安排.txt": f"秋收安排\n{_GOOD}\n{_ALSO}",
    "柏溪乡/春耕生产情况.txt": f"春耕生产情况\n{_GOOD}\n{_HOLES}\n{_ONCE}",
    "柏溪乡/养老服务情况.txt": f"养老服务情况\n{_GOOD}\n{_ALSO}",
    "柏溪乡/道路养护情况.md": f"道路养护情况\n{_GOOD}\n{_TWICE}",
    "柏溪乡/值班安排.txt": f"值班安排\n{_GOOD}",
    "县水利局/水库巡查情况.txt": f"水库巡查情况\n{_GOOD}\n{_ALSO}",
    "县水利局/河道清障情况.txt": f"河道清障情况\n{_GOOD}\n{_ALSO}",
    "县水利局/灌区改造情况.txt": f"灌区改造情况\n{_GOOD}\n{_ALSO}",
}
IN_WORD = {"县水利局/饮水工程情况.docx": f"饮水工程情况\n{_GOOD}\n{_ALSO}"}


def make_folder(folder: Path) -> Path:
    """The twelve documents below `folder`."""
    for name, text in DOCUMENTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, text in IN_WORD.items():
        document = Document()
        for line in text.split("\n"):
            document.add_paragraph(line)
        data = io.BytesIO()
        document.save(data)
        (folder / name).write_bytes(data.getvalue())
    return folder
