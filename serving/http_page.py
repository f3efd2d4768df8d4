"""The page that describes the interface: made of its OpenAPI description, complete in itself, nothing is fetched from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Any

_STYLE = """
body { font: 15px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #222 }
body { max-width: 60em; margin: 2em auto; padding: 0 1em }
h2 { margin-top: 2em; border-bottom: 1px solid #ccc }
code, pre { font-family: Consolas, Menlo, monospace; background: #f3f5f7 }
pre { padding: .6em; white-space: pre-wrap; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top }
td:nth-child(-n+2), th { white-space: nowrap }
"""
_EXAMPLES = {
    "check": '{"text": "全县生产总值增长5%。", "facts": [{"name": "生产总值增速", "value": "5.2", "unit": "%"}]}',
    "search": '{"query": "安全生产 值班值守", "k": 5}',
    "compare": '{"old": "争取年底前完成。", "new": "确保年底前完成。"}',
}
_TYPES = {
    "string": "文字", "integer": "整数", "number": "数", "boolean": "是否", "array": "列表", "object": "对象", "null": "空",
}  # fmt: skip

Schema = dict[str, Any]


def page(openapi: Schema) -> str:
    """The page for this description."""
    about = openapi["info"]
    operations = [_operation(openapi, path, method, said) for path, methods in openapi["paths"].items() for method, said in methods.items()]
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(about["title"])} 接口</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(about['title'])} {escape(about['version'])} 接口</h1>"
        f'<p>{escape(about["description"])}机器可读的说明：<a href="/openapi.json">openapi.json</a>。'
        f"启动时设了口令的，请求头要带 <code>Authorization: Bearer 口令</code>。</p>{''.join(operations)}</body></html>"
    )


def _operation(openapi: Schema, path: str, method: str, said: Schema) -> str:
    rows = "".join(_row(*field) for field in _fields(openapi, said))
    return (
        f"<h2>{escape(said['summary'])}　<code>{method.upper()} {escape(path)}</code></h2><p>{escape(said['description'])}</p>"
        f"<table><tr><th>字段</th><th>类型</th><th>说明</th></tr>{rows}</table><pre>{escape(_example(path, said))}</pre>"
    )


def _example(path: str, said: Schema) -> str:
    here = f"http://127.0.0.1:8600{path}"
    body = _EXAMPLES.get(said["operationId"])
    return f"curl {here} -H 'Content-Type: application/json' -d '{body}'" if body else f"curl '{here}?name=FIG001'"


def _fields(openapi: Schema, said: Schema) -> Iterator[tuple[str, Schema, bool]]:
    """Each field of the request: its name, its schema, whether it must be given."""
    for parameter in said.get("parameters", ()):
        yield parameter["name"], {"description": parameter.get("description", ""), **parameter["schema"]}, parameter.get("required", False)
    if body := said.get("requestBody"):
        schema = _resolved(openapi, body["content"]["application/json"]["schema"])
        for name, field in schema["properties"].items():
            yield name, field, name in schema.get("required", ())


def _resolved(openapi: Schema, schema: Schema) -> Schema:
    found: Schema = openapi["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _row(name: str, field: Schema, required: bool) -> str:
    must = "（必填）" if required else ""
    return f"<tr><td><code>{escape(name)}</code>{must}</td><td>{_type(field)}</td><td>{escape(field.get('description', ''))}</td></tr>"


def _type(field: Schema) -> str:
    kinds = [kind.get("type", "object") for kind in field.get("anyOf", (field,))]
    return "或".join(_TYPES[kind] for kind in kinds if kind != "null")
