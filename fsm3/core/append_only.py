"""Tables whose rows stay as they were written, said in the database: triggers refuse, and the application has no right.

The triggers stop everybody, the owner included; taking UPDATE, DELETE and TRUNCATE from the application's role stops
the application even where a trigger was switched off.
"""

from __future__ import annotations

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


def refuse_change(table: str) -> migrations.RunSQL:
    """The migration step that makes every change and removal in a table fail, for everyone."""
    return migrations.RunSQL(
        f"CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        f"CREATE TRIGGER table_stays BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER rows_stay ON {table}; DROP TRIGGER table_stays ON {table};",
    )


def refuse_update(table: str) -> migrations.RunSQL:
    """The migration step that makes every change of a row fail, for everyone; rows may go while nothing holds them."""
    return migrations.RunSQL(
        f"CREATE TRIGGER rows_stay_or_go BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        f"CREATE TRIGGER table_stays BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER rows_stay_or_go ON {table}; DROP TRIGGER table_stays ON {table};",
    )


def take_right_to_change(*tables: str) -> migrations.RunPython:
    """The migration step that leaves the application's role with reading and adding alone.

    Nothing to take where the application and the owner are one role.
    """

    def take(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        _on_application_role(editor, "REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {role}", tables)

    def give_back(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        _on_application_role(editor, "GRANT UPDATE, DELETE ON {tables} TO {role}", tables)

    return migrations.RunPython(take, give_back)


def take_right_to_update(*tables: str) -> migrations.RunPython:
    """The migration step that leaves the application's role with reading, adding and deleting."""

    def take(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        _on_application_role(editor, "REVOKE UPDATE, TRUNCATE ON {tables} FROM {role}", tables)

    def give_back(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        _on_application_role(editor, "GRANT UPDATE ON {tables} TO {role}", tables)

    return migrations.RunPython(take, give_back)


def _on_application_role(editor: BaseDatabaseSchemaEditor, statement: str, tables: tuple[str, ...]) -> None:
    role = str(settings.DATABASES["default"].get("USER", ""))
    if role and role != editor.connection.settings_dict.get("USER"):
        editor.execute(statement.format(tables=", ".join(tables), role=editor.quote_name(role)))
