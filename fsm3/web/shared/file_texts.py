"""The sentences of what is wrong with an attached file: each says what to do about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILES: dict[str, Promise] = {
    "attachment_empty": _("The file is empty. Look whether it was saved."),
    "attachment_too_large": _("The file is larger than 10 MB. Make its pictures smaller, or divide it."),
    "too_many_files": _("There is room for %(most)s files. Remove one you can do without."),
    "files_too_large_together": _("The files are larger than 40 MB together. Remove or shrink one."),
    "file_type_unknown": _(
        "This kind of file is not taken, whatever its name says. Save it as PDF, and attach that."
    ),
    "file_old_office": _(
        "This is an old Office file (.doc, .xls). Save it as .docx, .xlsx or PDF, and attach that."
    ),
    "file_encrypted": _("The file is locked with a password. Save it without one, and attach that."),
    "file_damaged": _(
        "The file is damaged or not whole. Open it, save it anew or print it as PDF, and attach that."
    ),
    "file_too_complex": _("The file is too complex to be checked. Print it as PDF, and attach that."),
    "file_unpacks_too_large": _("The file unpacks to far more than it is. Save it as PDF, and attach that."),
    "file_has_macros": _("The file has macros. Save it as .docx or .xlsx without them, and attach that."),
    "file_has_script": _("The PDF has a script or a form that computes. Print it as PDF, and attach that."),
    "file_has_action": _("The PDF can start something by itself. Print it as PDF, and attach that."),
    "file_holds_files": _("There are other files inside the file. Attach each one by itself."),
    "file_links_out": _(
        "The file fetches something from other files or pages. Remove those links, or save it as PDF."
    ),
    "picture_too_large": _("The picture has too many pixels. Make it smaller, and attach that."),
    "file_name_missing": _("The file has no name. Give it one."),
    "file_name_is_a_path": _("A file name has no strokes (/ or \\). Rename it."),
    "file_name_taken": _("Another file has this name already. Choose another."),
    "file_gone": _("The file has been removed already."),
    "place_unknown": _("The pool does not ask for this file. Attach it under other files."),
    "place_taken": _("There is a file here already. Remove it first, if this one is to take its place."),
}
