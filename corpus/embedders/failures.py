"""What can go wrong between us and an embedding endpoint: said in Chinese, and whether trying again makes sense."""

import json
from dataclasses import dataclass

import httpx

from base.retry import retry_after


@dataclass
class AskError(Exception):
    """One failed request."""

    said: str  # what happened, without the endpoint
    todo: str  # what a person can do
    retry: bool = False
    wait: float | None = None  # seconds the server asked for


def slow(seconds: float) -> AskError:
    """Our own time limit."""
    return AskError(
        f"{seconds:g} 秒内没有答完", "请检查服务是否过载，或在 settings.toml 的 [embedding] 中调大 timeout、调小 batch", retry=True
    )


def not_embeddings() -> AskError:
    """Something else than vectors came: a login page, another program."""
    return AskError("返回的不是 OpenAI 兼容的向量", "请检查 base_url（通常以 /v1 结尾）是否指向向量接口")


def fault_of(error: Exception, seconds: float) -> AskError:
    """The AskError that an exception of the client means."""
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return AskError("连接不上", "请检查服务是否启动、base_url 和端口是否正确", retry=True)
    if isinstance(error, httpx.TimeoutException):
        return slow(seconds)
    return AskError("回答到一半连接断开", "请检查服务和网络后再试", retry=True)


def status_fault(answer: httpx.Response, keyed: bool) -> AskError:
    """The AskError that a status other than 200 means."""
    status, pause = answer.status_code, retry_after(answer.headers.get("retry-after"))
    if status in (401, 403):
        return AskError(
            f"拒绝了密钥（{status}）", "请检查密钥是否正确" if keyed else "请在 settings.toml 的 [embedding] 中写明 api_key_env"
        )
    if status == 404:
        return AskError("没有这个接口或模型（404）", "请检查 base_url（通常以 /v1 结尾）和 model 的名称")
    if status == 429:
        return AskError("请求过于频繁或额度用完（429）", "请稍后再试或检查额度", retry=True, wait=pause)
    if status >= 500:
        return AskError(f"出错（{status}）", "请查看服务端日志或稍后再试", retry=True, wait=pause)
    if status in (400, 413, 422):
        return AskError(f"不接受请求（{status}“{_message(answer)}”）", "请检查 model、dimensions 和 batch 的设置")
    return AskError(f"返回状态 {status}", "请检查 base_url 是否指向向量接口", retry=status == 408)


def _message(answer: httpx.Response) -> str:
    try:
        said = str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        said = json.dumps(answer.text)[1:-1]
    return " ".join(said.split())[:80]
