"""What can go wrong between us and an endpoint: said in Chinese, and whether trying again makes sense."""

import json
import re
from dataclasses import dataclass

from base.errors import ServiceError
from base.retry import retry_after
from drafting.settings import Endpoint

_TOO_LONG = ("context", "too long", "exceed", "maximum", "上下文", "超出", "过长")
_NO_MODEL = re.compile(
    r"model[^a-z]{0,3}.{0,80}?(?:not exist|not found|not a valid|unknown)|(?:unknown|invalid|no such) model|模型.{0,40}不存在"
)
_NO_FORMAT = ("response_format", "json_schema", "grammar", "schema", "guided")


@dataclass
class CallError(Exception):
    """One failed call. `kind` tells the writer what it may change before it asks again."""

    said: str  # what happened, without the endpoint
    todo: str  # what a person can do
    retry: bool = False
    wait: float | None = None  # seconds the server asked for
    kind: str = ""  # "context": the prompt is too long; "format": response_format is not supported


def service_error(fault: CallError, endpoint: Endpoint, tries: int) -> ServiceError:
    """The error a person sees after the last try."""
    tried = f"（试了 {tries} 次）" if tries > 1 else ""
    return ServiceError(f"模型 {endpoint.model}（{endpoint.base_url}）{fault.said}{tried}，{fault.todo}。")


def timed_out(phase: str, seconds: float) -> CallError:
    """Our own time limits: `phase` is first, stall or total."""
    key, said = {
        "first": ("first_token_timeout", f"{seconds:g} 秒内没有开始回答"),
        "stall": ("stall_timeout", f"答到一半停了 {seconds:g} 秒"),
        "total": ("total_timeout", f"{seconds:g} 秒内没有答完"),
    }[phase]
    return CallError(said, f"请检查服务是否过载，或在 settings.toml 中调大 {key}", retry=True)


def fault_of(error: Exception, endpoint: Endpoint) -> CallError:
    """The CallError that an exception of the client means."""
    import httpx2
    import openai

    if isinstance(error, CallError):
        return error
    if isinstance(error, openai.APIStatusError):
        return _status(error.status_code, str(error.message), error.response.headers.get("retry-after"), endpoint)
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return CallError("连接超时", "请检查服务是否启动、地址是否正确、网络是否通", retry=True)
    if isinstance(error, openai.APIConnectionError | httpx2.ConnectError):
        return CallError("连接不上或中途断开", "请检查服务是否启动、base_url 和端口是否正确", retry=True)
    if isinstance(error, httpx2.HTTPError | OSError):
        return CallError("回答到一半连接断开", "请检查服务和网络后再试", retry=True)
    if isinstance(error, openai.APIError):
        return CallError(f"中途报错“{_short(str(error.message))}”", "请查看服务端日志", retry=True)
    if isinstance(error, json.JSONDecodeError | ValueError | TypeError | KeyError | AttributeError):
        return CallError("返回的不是 OpenAI 兼容格式", "请检查 base_url（通常以 /v1 结尾）是否指向对话接口", retry=True)
    raise error


def _status(status: int, message: str, asked: str | None, endpoint: Endpoint) -> CallError:
    low = message.lower()
    if status in (401, 403):
        key = f"环境变量 {endpoint.api_key_env} 中的密钥" if endpoint.api_key_env else "是否需要密钥（api_key_env）"
        rights = "或是否有权用这个模型" if status == 403 else ""
        return CallError(f"拒绝了密钥（{status}）", f"请检查{key}{rights}")
    if status == 402:
        return CallError("说余额不足（402）", "请充值或换用其他模型")
    if status in (400, 404, 422) and _NO_MODEL.search(low):
        return CallError(
            f"没有名为“{endpoint.model}”的模型（{status}）", "请运行 biganzi doctor 看服务有哪些模型，再改 settings.toml 里的 model"
        )
    if status == 404:
        return CallError("没有这个接口或模型（404）", "请检查 base_url（通常以 /v1 结尾）和 model 的名称")
    if status == 429:
        return CallError("请求过于频繁或额度用完（429）", "请稍后再试或检查额度", retry=True, wait=retry_after(asked))
    if status >= 500:
        return CallError(f"出错（{status}）", "请查看服务端日志或稍后再试", retry=True, wait=retry_after(asked))
    if status in (400, 413, 422):
        kind = "format" if any(w in low for w in _NO_FORMAT) else "context" if status == 413 or any(w in low for w in _TOO_LONG) else ""
        return CallError(f"不接受请求（{status}“{_short(message)}”）", "请检查 model、context_tokens 和 max_tokens 的设置", kind=kind)
    return CallError(f"返回状态 {status}", "请检查 base_url 是否指向对话接口", retry=status == 408)


def _short(text: str) -> str:
    return " ".join(text.split())[:80]
