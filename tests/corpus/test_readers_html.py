from pathlib import Path

import pytest

from base.errors import FileError
from corpus.documents import Document
from corpus.readers import canonical_text, iter_documents

TITLE = "青禾县人民政府关于做好防汛工作的通知"
FIRST = "各乡镇人民政府要把巡查责任落实到堤、到坝、到人，实行二十四小时值班。"
SECOND = "县应急管理局每天汇总巡查情况，发现险情的，先处置、后报告。"
TEXT = f"<p>　　{FIRST}</p>\n<p>&nbsp;&nbsp;{SECOND}</p>"


def page(tmp_path: Path, body: str, head: str = "", encoding: str = "utf-8", name: str = "a.html") -> Path:
    path = tmp_path / name
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return path


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (TEXT, f"{FIRST}\n{SECOND}"),
        (f"<div>{FIRST}<br>{SECOND}<br/></div>", f"{FIRST}\n{SECOND}"),
        (f"<p>{FIRST[:9]}\n   {FIRST[9:]}</p>", FIRST),
        (f"<p>{FIRST}<span style='display:none'>暗藏的字</span></p>", FIRST),
        (f"<p hidden>暗藏的字</p><p>{FIRST}</p><div aria-hidden='true'>图标</div>", FIRST),
        (f"<script>document.write('{SECOND}')</script><style>p{{}}</style><p>{FIRST}</p><noscript>请打开脚本。</noscript>", FIRST),
        (f"<p>{FIRST}<!-- 批注：{SECOND} --></p>", FIRST),
        (f"<form><select><option>请选择，谢谢。</option></select><p>{FIRST}</p><textarea>意见。</textarea></form>", FIRST),
        (f"<p><font size=3>{FIRST[:5]}</font><b>{FIRST[5:]}</b></p><p>{SECOND}", f"{FIRST}\n{SECOND}"),
        (f"<p>{FIRST}</p><p>GDP   growth\n rate，<sup>1</sup>5.2&#37;。</p>", f"{FIRST}\nGDP growth rate，15.2%。"),
        (f"<p>青<ruby>禾<rt>hé</rt></ruby>县。{FIRST}</p>", f"青禾县。{FIRST}"),
        (f"<p>{FIRST}<del>旧文。</del></p>", FIRST),
        (f"<ul><li>{FIRST}</li><li>{SECOND}</li></ul>", f"{FIRST}\n{SECOND}"),
        (f"<div><div>{FIRST}</div>{SECOND}</div>", f"{FIRST}\n{SECOND}"),
    ],
)
def test_what_a_browser_shows_is_the_text(tmp_path: Path, body: str, text: str) -> None:
    assert canonical_text(page(tmp_path, body)) == text


SITE = f"""
<div class="top"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/hd">互动交流</a><p>今天是 2026 年 6 月 5 日</p></div>
<nav><ul><li><a href="1">领导之窗，欢迎来信。</a></li></ul></nav>
<div class="box"><div class="path">当前位置：<a>首页</a> &gt; <a>通知公告</a></div>
<h1>{TITLE}</h1>
<div class="info"><span>来源：青禾县应急管理局</span> <span>发布时间：2026-06-03 10:20</span> <span>浏览次数：356</span></div>
<table class="meta"><tr><td>索 引 号：</td><td>000-1</td><td>发文字号：</td><td>青政发〔2026〕3号</td></tr></table>
<div id="zoom"><div class="TRS_Editor">{TEXT}<p>{FIRST.replace("堤", "库")}</p><p>青禾县人民政府</p><p>2026年6月3日</p></div></div>
<div class="share">分享到：微信 微博</div></div>
<div class="side"><ul><li><a href="2">县政府召开常务会议。</a></li><li><a href="3">石桥镇开展排查。</a></li></ul></div>
<div class="foot"><p>主办单位：青禾县人民政府办公室 澜ICP备05000000号</p></div>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
@pytest.mark.parametrize("declared", [True, False])
def test_the_main_part_of_a_site_is_found(tmp_path: Path, encoding: str, declared: bool) -> None:
    head = f'<meta charset="{encoding}">' * declared + f"<title>{TITLE}_青禾县人民政府网</title>"
    (document,) = iter_documents(page(tmp_path, SITE, head, encoding))
    assert isinstance(document, Document)
    lines = [TITLE, FIRST, SECOND, FIRST.replace("堤", "库"), "青禾县人民政府", "2026年6月3日"]
    assert document.text == "\n".join(lines)
    assert document.title == TITLE
    wanted = {"网页标题": TITLE, "来源": "青禾县应急管理局", "发布日期": "2026-06-03", "发文字号": "青政发〔2026〕3号"}
    assert wanted.items() <= document.meta.items()


def test_what_the_head_declares_counts_more(tmp_path: Path) -> None:
    said = {"ArticleTitle": "关于防汛的通知", "PubDate": "2026-06-01 08:00", "ContentSource": "县政府办"}
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in said.items())
    (document,) = iter_documents(page(tmp_path, SITE, head))
    assert isinstance(document, Document)
    assert (document.meta["网页标题"], document.meta["发布日期"], document.meta["来源"]) == ("关于防汛的通知", "2026-06-01", "县政府办")


def test_tables_are_kept_as_tables(tmp_path: Path) -> None:
    rows = (
        "<tr><th>指标</th><th>完成</th><th>目标</th></tr>"
        "<tr><td rowspan=2>粮食</td><td>19.8</td><td>20</td></tr><tr><td>2.1</td><td></td></tr>"
        "<tr><td colspan=2>合计</td><td>20</td></tr>"
    )
    path = page(tmp_path, f"<div><p>{FIRST}</p><table>{rows}</table></div>")
    assert canonical_text(path) == f"{FIRST}\n指标 | 完成 | 目标\n--- | --- | ---\n粮食 | 19.8 | 20\n粮食 | 2.1 | \n合计 |  | 20"


def test_a_table_that_lays_out_the_page_is_none(tmp_path: Path) -> None:
    inner = "<table><tr><td>粮食</td><td>19.8</td></tr><tr><td>蔬菜</td><td>8.6</td></tr></table>"
    body = f"<table><tr><td><a>栏目</a></td><td><p>{FIRST}</p>{inner}<p>{SECOND}</p></td></tr></table>"
    assert canonical_text(page(tmp_path, body)).split("\n") == [FIRST, "粮食 | 19.8", "蔬菜 | 8.6", SECOND]


def test_a_page_in_two_encodings_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(f"<p>{FIRST}</p>\n".encode() + f"<p>{SECOND}</p>\n".encode("gbk"))
    document, fault = iter_documents(path)
    assert isinstance(document, Document) and document.text == f"{FIRST}\n{SECOND}"
    assert isinstance(fault, FileError) and "混有几种编码" in str(fault)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<html></html>", "没有找到正文"),
        (b"<!-- -->", "没有找到正文"),
        ("<ul>" + "<li><a href=1>县政府召开会议</a></li>" * 30 + "</ul>", "没有找到正文"),
        ("<script>" + FIRST * 9 + "</script>", "没有找到正文"),
        (b"%PDF-1.7", "其实是PDF"),
        (bytes(range(256)) * 9, "编码无法识别"),
    ],
)
def test_a_page_without_text_is_refused(tmp_path: Path, data: bytes | str, says: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(FileError, match=says):
        canonical_text(path)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + FIRST,
        "<b><i>" * 20_000 + FIRST,
        f"<p>{FIRST}</p>" * 20_000,
        "<table><tr><td>" * 5_000 + FIRST,
        f"<p>{FIRST * 30_000}</p>",
        "<p " + "a=1 " * 200_000 + f">{FIRST}</p>",
        f"<table><tr><td rowspan=99999999 colspan=99999999>{FIRST}</td><td>1</td></tr></table>",
        f"<meta charset=punycode><p>{FIRST}</p>",
    ],
    ids=lambda body: body[:12],
)
def test_strange_pages_take_no_time(tmp_path: Path, body: str) -> None:
    found = list(iter_documents(page(tmp_path, body)))
    assert len(found) == 1 and isinstance(found[0], Document | FileError)
