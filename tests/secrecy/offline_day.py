"""A day's work with the offline switch on, run as a program of its own where every socket is watched: it prints what came of each step.

python offline_day.py HOME OUT PORT
"""

import contextlib
import io
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
BRIEF = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"
GOOD = "今年1—10月，全县生产安全事故8起。[F1]要把责任压到企业负责人身上。"


def settings(home: Path, base_url: str) -> None:
    home.mkdir(exist_ok=True)
    lines = [
        "offline = true", "[models.here]", f'base_url = "{base_url}"', 'model = "m"', 'zone = "local"', "context_tokens = 32768",
        "[models.away]", 'base_url = "http://192.0.2.1:9/v1"', 'model = "m"',
    ]  # fmt: skip
    (home / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def step(name: str, home: Path, *arguments: object) -> None:
    import cli

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home), *map(str, arguments)])
    print(name, code, err.getvalue().strip().splitlines()[-1:] if code else "", flush=True)


def app(home: Path, port: str) -> None:
    """Start the pages, look at one, end them."""
    command = [sys.executable, "-m", "cli", "--home", str(home), "app", "--no-browser", "--port", port]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        try:
            print("app", *(look(f"http://127.0.0.1:{port}{path}") for path in ("/_stcore/health", "/")), flush=True)
        finally:
            serving.terminate()


def look(url: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        try:
            with opener.open(url, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    return 0


def main(home: Path, out: Path, port: str) -> None:
    sys.path.insert(0, str(ROOT))
    from tests.model_server import ModelServer

    os.environ.pop("BIGANZI_HOME", None)
    with ModelServer("不会写提纲", GOOD) as server:
        settings(home, server.base_url)
        step("add", home, "corpus", "add", SAMPLES / "archive")
        step("search", home, "corpus", "search", "安全生产")
        step("draft", home, "draft", BRIEF, "--model", "here", "--out", out)
        step("check", home, "check", out / "draft.docx", "--fail-on", "never")
        step("away", home, "draft", BRIEF, "--model", "away", "--out", out.with_name("away"))
        step("visitors", home, "app", "--address", "0.0.0.0", "--no-browser", "--port", port)
        app(home, port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
