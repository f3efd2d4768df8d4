"""Tables that grow by migrations, run in code so that they work from an installed package."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from base.errors import InputError
from corpus.postgres import lock_tables
from corpus.turns import in_turn

if TYPE_CHECKING:  # Alembic is imported only when there is something to do
    from alembic.config import Config


@dataclass(frozen=True)
class Schema:
    """Some tables of one database, and the folder of scripts that brings them up to `head`."""

    head: str  # the newest revision in `scripts`
    table: str  # where the database keeps its revision
    scripts: Path
    metadata: sa.MetaData

    def revision(self, connection: sa.Connection) -> str:
        """The revision the tables are at; '' for none."""
        if not sa.inspect(connection).has_table(self.table):
            return ""
        return connection.scalar(sa.text(f"select version_num from {self.table}")) or ""

    def is_current(self, engine: sa.Engine, where: Callable[[], str]) -> bool:
        """Whether nothing is to be done; InputError, with what `where` says, when the program is older than the tables."""
        with engine.connect() as connection:
            found = self.revision(connection)
        if found not in ("", self.head) and found not in self.revisions():
            raise InputError(f"{where()} 是更新版本的笔杆子建立的（{found}），请升级程序后再打开。")
        return found == self.head

    def upgrade(self, engine: sa.Engine) -> None:
        """Run every revision the database has not seen, in one transaction, one program at a time."""
        from alembic import command

        with in_turn(engine) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                lock_tables(connection)
            command.upgrade(self.config(connection), "head")

    def revisions(self) -> list[str]:
        """The known revisions, newest first."""
        from alembic.script import ScriptDirectory

        return [script.revision for script in ScriptDirectory.from_config(self.config()).walk_revisions()]

    def config(self, connection: sa.Connection | None = None) -> "Config":
        """What Alembic's commands take, to work over `connection`."""
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self.scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes.update(connection=connection, metadata=self.metadata, table=self.table)
        return config
