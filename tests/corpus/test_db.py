"""The archive's tables, migrations, and what a bad home says."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from base.errors import InputError
from corpus.address import FILE_NAME
from corpus.db import HEAD, metadata
from corpus.lock import writing
from corpus.migrations import ARCHIVE
from corpus.opening import open_engine, revision


def _shape(engine: sa.Engine) -> dict[str, set[str]]:
    inspector = sa.inspect(engine)
    return {name: {column["name"] for column in inspector.get_columns(name)} for name in inspector.get_table_names()}


def test_the_migrations_make_the_tables_the_code_uses(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "new" / "home")
    made = _shape(engine)
    assert {table.name: {c.name for c in table.columns} for table in metadata.sorted_tables} == {
        k: v for k, v in made.items() if k != "alembic_version"
    }
    assert {index.name for table in metadata.sorted_tables for index in table.indexes} == {
        index["name"] for table in metadata.sorted_tables for index in sa.inspect(engine).get_indexes(table.name)
    }
    engine.dispose()


def test_head_is_the_newest_revision(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    assert revision(engine) == HEAD == ARCHIVE.revisions()[0]
    engine.dispose()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    open_engine(tmp_path).dispose()
    engine = open_engine(tmp_path)
    assert revision(engine) == HEAD
    engine.dispose()


def test_a_home_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    with engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(InputError, match=r"更新版本.*9999.*升级程序"):
        open_engine(tmp_path)


def test_a_file_in_place_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("不是目录", encoding="utf-8")
    with pytest.raises(InputError, match="无法使用工作目录"):
        open_engine(tmp_path / "home")


def test_a_damaged_database(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(InputError, match="无法打开资料库"):
        open_engine(tmp_path)


def test_a_folder_in_place_of_the_database(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(InputError, match="无法打开资料库"):
        open_engine(tmp_path)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def second() -> None:
        with writing(tmp_path, patience=0.05):
            raise AssertionError("two writers")

    with writing(tmp_path), writing(tmp_path), ThreadPoolExecutor(1) as pool, pytest.raises(InputError, match="正由另一个程序写入"):
        pool.submit(second).result()
    with writing(tmp_path, patience=0):
        pass
