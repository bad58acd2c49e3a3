"""`gapwizard sample`: draw records at random, a sufficient number of them."""

import secrets

import click

from gapwizard.cli import output
from gapwizard.cli.usage import whole_number
from gapwizard.i18n import _, labelled, with_aside


@click.command("sample", help=_("""
\b
Examples:
  gapwizard sample 120                 which of 120 records to look at
  gapwizard sample 120 --take 20
  gapwizard sample 120 --seed 4711     the same draw again

Records are numbered from 1, in whatever order the list has. Without --take it is as many as suffice: the
square root, at least 3 and at most 25. In the interview `record: ?/120 tickets of May` draws them and
notes numbers and seed; the item counts once its `{asked}` is taken away.
"""))  # fmt: skip
@click.argument("of", metavar="N", type=whole_number(1, 10**9 - 1))
@click.option("--take", metavar="M", type=whole_number(1, 10_000), help=_("How many of them."))
@click.option("--seed", metavar="SEED", help=_("Draw what this seed drew before."))
@output.json_option
def sample_command(of: int, take: int | None, seed: str | None, *, as_json: bool) -> None:
    """Draw some of N records at random."""
    from gapwizard.domain.evidence import Evidence, EvidenceKind, sufficient
    from gapwizard.domain.sample import SEEDS, draw_sample, drawn_words
    from gapwizard.domain.text_limit import of_characters
    from gapwizard.domain.words import evidence_word

    take = min(of, take or sufficient(of))
    seed = of_characters(seed or "", "--seed").strip() or str(secrets.randbelow(SEEDS))
    if as_json:
        output.document(
            {"of": of, "take": take, "seed": seed, "drawn": list(draw_sample(of, take, seed))}
        )
        return
    item = Evidence(kind=EvidenceKind.RECORD, text="…", taken=take, of=of)
    output.data(labelled(evidence_word(item), with_aside(item.text, drawn_words(of, take, seed))))
