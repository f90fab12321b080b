import pytest

from qa.document.reviewers import reviewers_in


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Page reviewed by Dr Lian Cho, general practitioner, on 4 February 2022", "Dr Lian Cho, general practitioner"),
        ("Content last checked 2 June 2026 by Dr Peta Okafor, physician", "Dr Peta Okafor, physician"),
        ("Information last reviewed in August 2024 by A/Prof Ngaire Tamati, GP", "A/Prof Ngaire Tamati, GP"),
        ("Last reviewed 8 December 2025 — Dr Ama Boateng, gynaecologist", "Dr Ama Boateng, gynaecologist"),
        ("Reviewed 17 Aug. 2026. Reviewer: Dr Wen Li (physician). Review date: May 2028", "Dr Wen Li (physician)"),
        ("Next review: 05/2025 Reviewed by: Dr Leila Haddad, nurse Publisher: Vista", "Dr Leila Haddad, nurse"),
        ("This leaflet was last reviewed by the public health team in May 2027.", "the public health team"),
        ("Clinical review: 9 September 2026, Dr Mina Farouk, physician", "Dr Mina Farouk, physician"),
        ("Reviewed by Dr Gemma Stone, dentist. Sources: Dental Journal, 2024.", "Dr Gemma Stone, dentist"),
        ("Written by A. Li and medically reviewed by J. R. Tran, RN", "J. R. Tran, RN"),
        ("Medically reviewed by Dr Ravi Nair — last updated on 3 May 2023", "Dr Ravi Nair"),
        (
            "Medical content signed off by Dr Harriet Sloan (surgeon), 17 March 2023. Valid for two years.",
            "Dr Harriet Sloan (surgeon)",
        ),
        ("Checked for accuracy by Prof. Daniel Mbeki, physician, May 2026.", "Prof. Daniel Mbeki, physician"),
        ("Reviewed: 30 September 2026 (Jo Blake, osteopath). Next review: May 2028", "Jo Blake, osteopath"),
        ("Reviewer's name: Sister Jude Moana RN", "Sister Jude Moana RN"),
        ("Clinical author: Dr Sunita Rao, physician", "Dr Sunita Rao, physician"),
        ("Fact checked by Ann Li, nurse", "Ann Li, nurse"),
        ("Your plan is written and checked by your doctor. Bring it.", None),
        ("Checked by your doctor, most moles are harmless.", None),
        ("The trial was reviewed in 2019 by nobody.", None),
    ],
)
def test_who_a_line_names(text, who):
    found = next(reviewers_in(text), None)
    assert (found and found.who) == who
    assert found is None or text[slice(*found.place)] == who
