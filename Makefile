# make demo  跑一遍主流程（收录样例 → 起草 → 审核 → docx）      make test  运行测试
# make app   打开网页界面     make check  代码检查加测试（CI 同此）     make clean  删去安装环境和产物
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin
BIGANZI := $(BIN)/biganzi
DEMO := out/demo

.PHONY: demo test check lint types app clean
.DEFAULT_GOAL := demo

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11 或更新的版本，请先安装（Debian/Ubuntu：apt-get install python3 python3-venv）。"; exit 2; }
	@echo "建立独立环境 .venv（$(PYTHON)）……"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "建立 .venv 失败：Debian/Ubuntu 请先 apt-get install python3-venv。"; exit 2; }

.venv/.run: .venv/bin/python pyproject.toml constraints.txt
	@echo "安装程序和依赖（第一次约两分钟，之后不再安装）……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . || { echo "安装失败，请检查网络或 pip 镜像设置后重试。"; exit 2; }
	@touch $@

.venv/.dev: .venv/.run
	@echo "安装测试工具……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' || { echo "安装失败，请检查网络或 pip 镜像设置后重试。"; exit 2; }
	@touch $@

demo: .venv/.run
	@rm -rf $(DEMO)
	@echo "一、收录样例文库 samples/archive"
	@$(BIGANZI) --home $(DEMO)/home corpus add samples/archive
	@echo "二、按任务书起草：安全生产工作会议讲话"
	@$(BIGANZI) --home $(DEMO)/home draft samples/briefs/safety-speech/brief.yaml --model none --out $(DEMO)/safety-speech
	@echo "三、按任务书起草：向市政府的工作报告"
	@$(BIGANZI) --home $(DEMO)/home draft samples/briefs/work-report/brief.yaml --model none --out $(DEMO)/work-report
	@echo "四、审核一份有毛病的讲话稿 samples/review（五关）"
	@$(BIGANZI) --home $(DEMO)/home check --brief samples/briefs/safety-speech/brief.yaml samples/review/待审讲话稿.md --fail-on never
	@echo "成稿（用 Word 或 WPS 打开）："; ls $(DEMO)/*/draft.docx

test: .venv/.dev
	@echo "运行测试……"
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: .venv/.dev
	@echo "代码检查……"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.dev
	@echo "类型检查……"
	@$(BIN)/mypy

check: lint types test

app: .venv/.run
	@$(BIGANZI) app

clean:
	rm -rf .venv out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
