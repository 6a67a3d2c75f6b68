"""The field of the seal in the structure of a tagged PDF, so that a screen reader says what it is."""

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign.fields import enumerate_sig_fields

NEXT = "/ParentTreeNextKey"


def tag_field(writer: IncrementalPdfFileWriter, name: str, words: str) -> None:
    """Hangs the empty signature field as the last thing in the structure tree, with words for it.

    Raises `PdfReadError` when the file is not tagged the way ours are.
    """
    _name, _value, field_ref = next(enumerate_sig_fields(writer, filled_status=False, with_name=name))
    root = writer.root
    tree = root["/StructTreeRoot"] if "/StructTreeRoot" in root else DictionaryObject()
    if "/ParentTree" not in tree or "/Nums" not in tree["/ParentTree"] or NEXT not in tree:
        raise PdfReadError("the file has no structure tree")
    field = field_ref.get_object()
    number = int(tree[NEXT])
    top = _top(tree)
    element = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): top,
            pdf_name("/Pg"): field.raw_get("/P"),
            pdf_name("/Alt"): pdf_string(words),
            pdf_name("/K"): DictionaryObject(
                {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field_ref}
            ),
        }
    )
    reference = writer.add_object(element)
    _add_kid(writer, top, reference)
    field["/StructParent"] = NumberObject(number)
    writer.mark_update(field_ref)
    tree["/ParentTree"]["/Nums"].extend([NumberObject(number), reference])
    tree[NEXT] = NumberObject(number + 1)
    for part in (tree, tree["/ParentTree"], tree["/ParentTree"]["/Nums"]):
        writer.update_container(part)


def _top(tree: DictionaryObject) -> IndirectObject:
    """The element that everything hangs under."""
    found = tree.raw_get("/K")
    if isinstance(found, ArrayObject):
        found = found.raw_get(0)
    if not isinstance(found, IndirectObject):
        raise PdfReadError("the structure tree has no element to hang anything under")
    return found


def _add_kid(writer: IncrementalPdfFileWriter, top: IndirectObject, kid: IndirectObject) -> None:
    element = top.get_object()
    kids = element.raw_get("/K")
    resolved = kids.get_object() if isinstance(kids, IndirectObject) else kids
    if isinstance(resolved, ArrayObject):
        resolved.append(kid)
        writer.update_container(resolved)
    else:
        element["/K"] = ArrayObject([kids, kid])
        writer.update_container(element)
