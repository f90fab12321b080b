"""What word processors put on the clipboard becomes Markdown."""

import pytest

from qa.serve.clipboard import tidied

WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{}</style><!--[if gte mso 9]><xml>junk</xml>'
    "<![endif]--></head><body><h1>Asthma<o:p></o:p></h1><p class=MsoNormal>Do <b>not</b> wait.</p>"
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>cough</p>"
    "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>at <i>night</i></p>"
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>wheeze</p><p>Then:</p>"
    "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>sit</p>"
    "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.</span>call</p></body></html>"
)
GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2><span style="font-weight:400">Signs</span></h2>'
    '<p><span>Some are </span><span style="font-weight:700">bad</span> and <span style="font-style:italic">sudden</span></p>'
    "<ul><li><p><span>cough</span></p></li><li><p>wheeze</p></li></ul></b><br>"
)


def pasted(client, html):
    return client.ask("api/paste", {"text": html}).json()["text"].split("---\n", 2)[2].strip()


def test_word(client):
    assert pasted(client, WORD) == (
        "# Asthma\n\nDo **not** wait.\n\n- cough\n  - at *night*\n- wheeze\n\nThen:\n\n1. sit\n2. call"
    )


def test_images(client):
    html = "<p>See <img src='https://a.example/x.png' alt='A \"red\" toe'> and <img width=1 height=1 src='https://t.example/'>.</p><img src='file:///C:/a.png'>"
    assert pasted(client, html) == 'See ![A "red" toe](https://a.example/x.png) and .\n\n![](image-1.png)'


def test_google_docs(client):
    assert pasted(client, GOOGLE) == "## Signs\n\nSome are **bad** and *sudden*\n\n- cough\n- wheeze"


@pytest.mark.parametrize(
    ("html", "tidy"),
    [
        ("<script>alert(1)</script><p onclick='x' style='color:red'>a &lt;b&gt;</p>", "<p>a &lt;b&gt;</p>"),
        (
            '<a href="https://a.example/?b=1&amp;c=2">x</a><a name="_top">y</a>',
            '<a href="https://a.example/?b=1&amp;c=2">x</a>y',
        ),
        ("<p>one<span style='display:none'>hidden<br></span></p>", "<p>one</p>"),
        ("<p>not closed <b>bold", "<p>not closed <b>bold</b></p>"),
        ("</p></b>after", "after"),
        ("<table><tr><td>1</td></tr></table>", "<table><tr><td>1</td></tr></table>"),
        ("<p style='mso-list:l0 level1 lfo1'>no bullet read</p>", "<ul><li>no bullet read</li></ul>"),
    ],
)
def test_tidied(html, tidy):
    assert tidied(html) == tidy
