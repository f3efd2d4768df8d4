"""The first two steps: which dataset, and who writes."""

import streamlit as st

from base.errors import InputError
from evals.harness.dataset import Manifest
from pages.evaluate import order, runs
from pages.evaluate.order import Order
from pages.shared import plain
from pages.shared.place import home, settings

_KINDS = {
    "briefs": "任务书：每例有任务书、数据台账和文库，由所选的写法成稿，再逐项量分。",
    "drafts": "定稿：文中埋着已知的错，也有看着像错、其实没错的；量的是检查查得全不全、准不准，与模型无关。",
}


def show() -> None:
    """The choices, and the button."""
    plain.heading("① 用哪些题", "自带的，或自己出的")
    dataset = _dataset()
    plain.heading("② 谁来写", "选几种，就一起评几种")
    wanted = Order(dataset=dataset.name, title=dataset.title) if dataset else None
    if wanted and dataset and dataset.kind == "briefs":
        wanted = _writers(wanted)
    elif dataset:
        plain.remark("定稿只评检查，不用选写法。")
    if st.button("开始评测", type="primary", width="stretch", key="evaluate", disabled=wanted is None) and wanted:
        _begin(wanted)


def _dataset() -> Manifest | None:
    names = order.datasets(home())
    if not names:
        plain.note("warn", "没有可用的数据集：自带的没有装全，请重新安装；也可以把自己的题放进工作目录的数据集文件夹（datasets）。")
        return None
    name = st.selectbox("数据集", names, format_func=_called, key="dataset", help="自己出的题放在工作目录的数据集文件夹（datasets）里。")
    try:
        found = order.manifest_of(home(), name)
    except InputError as error:
        plain.note("bad", str(error))
        return None
    plain.remark(f"{order.cases_of(home(), name)} 例，第 {found.version} 版。{_KINDS[found.kind]}")
    return found.model_copy(update={"name": name})


def _called(name: str) -> str:
    """Title and name of the dataset; the name where it cannot be read, which is said once it is chosen."""
    try:
        return f"{order.manifest_of(home(), name).title}（{name}）"
    except InputError:
        return name


def _writers(wanted: Order) -> Order:
    known = settings()
    extractive = st.checkbox("材料稿（不用模型）", value=True, key="extractive")
    models = st.multiselect("模型", list(known.models), format_func=plain.label, placeholder="选一个或几个", key="models")
    if not known.models:
        plain.remark("没有配置模型；要评模型，请先在设置页添加。")
    versions = ("", *order.folders(home() / order.PROMPTS))
    prompts = st.multiselect("提示词", versions, [""], format_func=lambda name: name or "自带的", key="prompts", help=_PROMPTS_HELP)
    judge = st.checkbox("请模型评分（思想性、针对性等）", key="judge", disabled=not known.models)
    return wanted.model_copy(update={"extractive": extractive, "models": tuple(models), "prompts": tuple(prompts) or ("",), "judge": judge})


_PROMPTS_HELP = (
    "改过的提示词（文件名与自带的相同）放进工作目录的提示词文件夹（prompts）下的一个文件夹，这里就能选；没改的用自带的。只对模型起作用。"
)


def _begin(wanted: Order) -> None:
    try:
        run = runs.begin(home(), wanted)
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.query_params["run"] = run.name
    st.rerun()
