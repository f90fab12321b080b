"""A small .docx file, part by part, and the ways in which one can be faulty."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ROOT = RELATIONS.format(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')
PARTS = RELATIONS.format(
    f'<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="l" Type="{OFFICE}/hyperlink" Target="https://a.example/page" TargetMode="External"/>'
    f'<Relationship Id="i" Type="{OFFICE}/image" Target="media/image1.png"/>'
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>'
)
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="p" descr="An inhaler"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip xmlns:r="{OFFICE}" r:embed="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def _paragraph(content, style="", item=False):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _run(text, bold=False):
    return f'<w:r><w:rPr>{"<w:b/>" if bold else ""}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _row(*cells):
    return f"<w:tr>{''.join(f'<w:tc>{_paragraph(_run(cell))}</w:tc>' for cell in cells)}</w:tr>"


BODY = (
    _paragraph(_run("Asthma"), "Title")
    + _paragraph(
        _run("Do ") + _run("not", bold=True) + _run(" wait. See ")
        + f'<w:hyperlink xmlns:r="{OFFICE}" r:id="l">{_run("our page")}</w:hyperlink>' + _run(".") + DRAWING
    )
    + _paragraph(_run("Symptoms 😀"), "Heading2")
    + _paragraph(_run("cough"), item=True)
    + _paragraph(_run("wheeze"), item=True)
    + f"<w:tbl>{_row('Drug', 'Dose')}{_row('salbutamol', '2 puffs')}</w:tbl>"
    + _paragraph(_run("&lt;script&gt;alert(1)&lt;/script&gt;"))
)  # fmt: skip


def word_file(*, doctype="", document="", padding=0):
    """A .docx with a title, a link, an image, a heading, a list, a table and a script in words."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("word/_rels/document.xml.rels", PARTS)
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/media/image1.png", b"\x89PNG")
        archive.writestr(
            "word/document.xml",
            document or f"<?xml version='1.0'?>{doctype}<w:document {W}><w:body>{BODY}</w:body></w:document>",
        )
        if padding:
            archive.writestr("word/padding.xml", b" " * padding)
    return kept.getvalue()
