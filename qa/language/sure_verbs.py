"""Verbs that are hardly ever anything else in health prose, whatever a dictionary allows ("a vaccinate", "the clear")."""

from __future__ import annotations

from qa.language.agreement_words import PLAIN, third

SURE = PLAIN - frozenset("lower lie live use treat repair wear spread travel swallow sleep stay stand wake die".split()) | frozenset(
    "accept achieve add adjust admit advise allow apply ask assess assist attend avoid believe bleed breathe bring build buy collect "
    "compare complain complete concentrate confirm consider continue cope correct create decide deliver depend describe destroy detect "
    "determine diagnose digest disappear discuss dissolve divide drain eliminate enable encourage enjoy ensure evaluate expose examine exist expect "
    "explain follow forgive go happen have hide identify ignore imagine immunise immunize indicate infect inform inhale inherit inject "
    "injure insert interact interfere interpret introduce invite join keep leave let locate maintain make manage mention obtain offer "
    "organise organize perform persist pray prefer pretend prolong promote prove publish realise realize recognise recognize recommend refer "
    "refuse regulate rely remember remind request resemble resolve respond restore restrict reveal seek select settle solve speak stimulate "
    "stretch strengthen submit suggest supply suspect tolerate transmit try undergo vaccinate weaken write".split()
) - frozenset("stretch request offer supply complete correct follow suspect leave select insert drain".split())  # fmt: skip
SURE_THIRD = frozenset(third(verb) for verb in SURE) - {"haves"} | {"has", "does", "is", "was"}
