"""A wrong name at any depth of any file is answered with the one that was meant."""

import pytest

from qa.errors import ConfigError
from qa.schema.config import Config
from qa.schema.data import partners, red_flags, services
from qa.schema.validate import load_model

PARTNERS = "- name: Beyond Gout\n  domainz: [gout.example.org]\n"
SERVICES = "- id: gout-line\n  name: Gout Line\n  numberz: ['1800 000 000']\n"
SIGNS = "- group: Heart\n  source: {title: Heart, url: 'https://example.org/'}\n  checked: 2026-01-02\n  signs:\n    - id: a\n      sin: chest pain\n"


@pytest.mark.parametrize(
    ("model", "text", "line", "told"),
    [
        (partners.Model, PARTNERS, 2, "unknown key “domainz”; did you mean “domains”?"),
        (services.Model, SERVICES, 3, "unknown key “numberz”; did you mean “numbers”?"),
        (red_flags.Model, SIGNS, 6, "unknown key “sin”; did you mean “sign”?"),
        (Config, "links:\n  timeot: 3\n", 2, "unknown key “timeot”; did you mean “timeout”?"),
        (Config, "rules:\n  T01:\n    severty: info\n", 3, "unknown key “severty”; did you mean “severity”?"),
        (Config, "overrides:\n  - paths: [a]\n    rulez: {}\n", 3, "unknown key “rulez”; did you mean “rules”?"),
        (Config, "exports:\n  - bodi: a\n", 2, "unknown key “bodi”; did you mean “body”?"),
        (Config, "exports:\n  bodi: a\n", 2, "unknown key “bodi”; did you mean “body”?"),
        (Config, "html:\n  mian: a\n", 2, "unknown key “mian”; did you mean “main”?"),
        (Config, "suppressions:\n  - rul: T01\n    paths: [a]\n    reason: b\n", 2, "unknown key “rul”; did you mean “rule”?"),
    ],
)  # fmt: skip
def test_a_wrong_key_is_answered_with_the_nearest(model, text, line, told):
    with pytest.raises(ConfigError) as raised:
        load_model(model, text, "x.yaml")
    assert f"x.yaml:{line}: {told}" in str(raised.value).splitlines()
