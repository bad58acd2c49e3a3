"""How long one text may be, said in words."""

from gapwizard.domain.text_limit import LIMIT, too_long


class TestATextThatIsTooLong:
    def test_is_told_with_its_length_the_limit_and_what_comes_of_it(self) -> None:
        words = too_long(LIMIT + 1, "shorten it {now}")
        assert words == "20001 characters, and at most 20000 fit: shorten it {now}"
