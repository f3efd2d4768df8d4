"""Properties put where the schema wants them."""

from typing import Any

from corpus.readers.wordml import name
from drafting.tracked.xml import child, made

_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
        "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
        "eastAsianLayout specVanish oMath rPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
        "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "settings": (  # only what comes after the one that is put there
        "evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
        "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin "
        "drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl "
        "printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema "
        "saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving "
        "saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
        "mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
        "readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
    ),
}


def property_of(element: Any, holder: str, kind: str) -> Any:
    """The property `kind` in the `holder` (`pPr`, `rPr`) of `element`; both are made where they are missing."""
    parent = child(element, holder)
    if parent is None:
        parent = made(element, holder)
        element.insert(0, parent)
    return put(parent, kind)


def put(parent: Any, kind: str) -> Any:
    """The child `kind` of `parent`, made in its place where it is missing."""
    found = child(parent, kind)
    if found is None:
        found = made(parent, kind)
        order = _ORDER[name(parent)].split()
        later = set(order[order.index(kind) + 1 :])
        parent.insert(next((i for i, other in enumerate(parent) if name(other) in later), len(parent)), found)
    return found


def set_values(element: Any, **values: object) -> None:
    """Attributes in the element's own namespace."""
    space = element.tag.partition("}")[0] + "}"
    for key, said in values.items():
        element.set(space + key, str(said))
