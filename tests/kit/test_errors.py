"""Refusals are told in the language of whoever reads them."""

from shared.kit.errors import Both, Invalid


def test_a_reason_stands_in_the_readers_language() -> None:
    refusal = Invalid(reason=Both("the due date is in the past", "完成日期已过"))
    assert refusal.message("zh-CN") == "请求内容有误:完成日期已过"
    assert refusal.message("en-GB") == "the due date is in the past"
