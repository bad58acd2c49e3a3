"""`gapwizard sample`: which records to look at."""

from cases.commands import Command


class TestTheSample:
    def test_is_sufficient_and_drawn_again_by_its_seed(self, gapwizard: Command) -> None:
        first = gapwizard("sample", "120", "--json").json
        assert (first["of"], first["take"], len(first["drawn"])) == (120, 11, 11)
        again = gapwizard("sample", "120", "--seed", first["seed"], "--json").json
        assert again == first
        words = gapwizard("sample", "120", "--seed", first["seed"]).out
        assert words.startswith("record[11/120]: … (drawn at random, seed ")
        assert gapwizard("sample", "5", "--take", "9", "--json").json["drawn"] == [1, 2, 3, 4, 5]
        for wrong in ("0", "-3", "many"):
            assert gapwizard("sample", wrong).code == 2
