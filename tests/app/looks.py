"""What a person meets on a page: words that are not Chinese, obstacles that axe-core knows."""

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = {
    "docx",
    "md",
    "txt",
    "yaml",
    "yml",
    "csv",
    "xlsx",
    "jsonl",
    "json",
    "html",
    "pdf",
    "zip",
    "Word",
    "Excel",
    "MB",
    "settings",
    "toml",
}
NAMES |= {"doc", "wps", "rtf", "odt", "OpenAI", "API", "URL", "HTTP", "AI", "GB", "KB", "YAML", "biganzi", "Esc"}
SEEN = """() => [...document.querySelectorAll('.stApp *')]
    .filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) > 0 && e.dataset.testid !== 'stIconMaterial')
    .flatMap(e => [...[...e.childNodes].filter(n => n.nodeType === 3 && e.tagName !== 'STYLE').map(n => n.data),
        ...['placeholder', 'title', 'alt', 'aria-label'].map(a => e.getAttribute(a) || '')])
    .join('\\n')"""


STANDS = """scheme => {
    const app = document.querySelector('.stApp');
    if (app?.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-stale="true"]')) return false;
    const light = getComputedStyle(app).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0) > 384;
    return (!scheme || light === (scheme === 'light'))
        && document.getAnimations().every(a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity);
}"""


def settled(page: "Page", scheme: str = "") -> None:
    """Wait until nothing moves any more, and the page is light or dark as `scheme` says: until then contrasts are not what they will be."""
    page.wait_for_function(STANDS, arg=scheme, timeout=30_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function(STANDS, arg=scheme, timeout=30_000)


def obstacles(page: "Page") -> list[tuple[str, str]]:
    """What axe-core finds serious or worse: rule and element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response
    assert len(found["passes"]) > 10
    grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [(v["id"], node["html"][:200]) for v in grave for node in v["nodes"]]


def english(page: "Page") -> set[str]:
    """English words a person sees on the page or has read to her, file names and paths apart."""
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"[/\\\\][\w./\\\\-]+", "", page.evaluate(SEEN)))) - NAMES
