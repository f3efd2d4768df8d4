"""The operations over HTTP, described by OpenAPI."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from base import __version__
from base.errors import BiganziError, FileError, SecrecyError, ServiceError
from serving.audience import Audience
from serving.http_guard import refused
from serving.http_page import page
from serving.operations import OPERATIONS, Operation
from serving.requests import sentence
from serving.workers import BusyError, InternalError, SlowError, Workers, unforeseen_sentence

_STATUS: dict[type[BiganziError], int] = {  # of the nearest class
    BusyError: 503, SlowError: 504, InternalError: 500, SecrecyError: 403, FileError: 422, ServiceError: 502, BiganziError: 400,
}  # fmt: skip
_UNROUTED = {404: "没有这个接口，接口清单见 / 和 /openapi.json。", 405: "这个接口不支持所用的方法，用法见 /。"}
_PLACES = {"check": ("POST", "/check"), "search": ("POST", "/search"), "rule": ("GET", "/rules"), "compare": ("POST", "/compare")}
_PAGE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"}
_ABOUT = '机关文稿的审核、检索和比较，与命令行同样的结果，只读。出错时返回 {"error": "一句话"}。'

Answer = dict[str, Any]


class Fault(BaseModel, title="出错", json_schema_extra={"description": "哪里不对，怎么办。"}):
    """What every error looks like."""

    error: str = Field(description="一句话。")


_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "请求里的内容用不了"},
    401: {"model": Fault, "description": "缺少口令或口令不对"},
    413: {"model": Fault, "description": "请求太大"},
    422: {"model": Fault, "description": "请求的字段不对，或文件不能读取"},
    503: {"model": Fault, "description": "正忙，稍后再试"},
}


def http_api(audience: Audience, workers: Workers) -> FastAPI:
    """The application over the library that `audience` may see; it ends `workers` when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        workers.close()

    app = FastAPI(
        title="笔杆子", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan,
        responses=_FAULTS,
    )  # fmt: skip
    _explain(app)
    for operation in OPERATIONS:
        _serve(app, operation, audience, workers)
    app.add_api_route("/", lambda: HTMLResponse(page(app.openapi()), headers=_PAGE), include_in_schema=False)
    return app


def _serve(app: FastAPI, operation: Operation, audience: Audience, workers: Workers) -> None:
    """The operation at its place, its request in the body or in the query."""

    async def asked(request: Any) -> Answer:
        return await workers.run(partial(operation.run, audience, request))

    method, path = _PLACES[operation.name]
    wanted = operation.request if method == "POST" else Annotated[operation.request, Query()]
    asked.__annotations__ = {"request": wanted, "return": Answer}  # what FastAPI reads and describes
    app.add_api_route(
        path, asked, methods=[method], operation_id=operation.name, summary=operation.title, description=operation.description,
        response_description="结果",
    )  # fmt: skip


def _explain(app: FastAPI) -> None:
    """Every error is one sentence."""

    @app.exception_handler(BiganziError)
    async def ours(_: Request, error: BiganziError) -> Response:
        return refused(next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        return refused(422, sentence(_in_body(error.errors()[0])))

    @app.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> Response:
        return refused(500, unforeseen_sentence(error))

    @app.exception_handler(HTTPException)
    async def unrouted(_: Request, error: HTTPException) -> Response:
        said = _UNROUTED.get(error.status_code, f"请求不能处理（{HTTPStatus(error.status_code).value}），用法见 /。")
        return refused(error.status_code, said, error.headers)


def _in_body(fault: dict[str, Any]) -> dict[str, Any]:
    """A fault without where FastAPI looked for it: body or query."""
    return {**fault, "loc": fault["loc"][1:]}
