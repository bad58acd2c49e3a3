"""`make bench`: a framework converted, beside its YAML library reading the same file alone.

The file has 5,880 nodes, as many as the largest library of CISO Assistant, half of them to be rated,
with texts, groups and translations; it is made here. The yardstick is PyYAML's safe loader in C. The
pair is measured alternately, and the ratio of the medians counts: at most 3.
"""

import sys
import tempfile
from pathlib import Path

from formats import timed
from run import pair, tell

NODES = 5_880
RUNS = 5
LIMIT = 3.0


def framework() -> str:
    """A library with chapters of 20 sections of 20 requirements."""
    words = "The organisation keeps a record of what was decided, by whom, and when it is looked at again. "
    lines = [
        "urn: urn:bench:risk:library:large", "ref_id: large", "name: Large", "locale: en", "version: 1",
        "objects:", "  framework:", "    ref_id: large", "    implementation_groups_definition:",
        "    - {ref_id: A, name: Group A}", "    requirement_nodes:",
    ]  # fmt: skip
    parents = {0: "", 1: "", 2: ""}
    for at in range(NODES):
        depth = 0 if at % 421 == 0 else 1 if at % 421 % 21 == 1 else 2
        urn = parents[depth] = f"urn:bench:risk:req_node:large:{at}"
        lines += [
            f"    - urn: {urn}",
            f"      assessable: {str(depth == 2).lower()}",
            f"      depth: {depth + 1}",
        ]
        if depth:
            lines.append(f"      parent_urn: {parents[depth - 1]}")
        lines += [f"      ref_id: N.{at}", f"      description: '{words * 3}'"]
        if depth < 2:
            lines.append(f"      name: Part {at}")
        else:
            lines += [
                "      implementation_groups: [A]",
                "      translations:",
                f"        fr: {{description: '{words}'}}",
            ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure and print; 1 when the limit is missed."""
    import yaml

    from gapwizard.session.convert import ConvertOptions, conversion_of, write_conversion

    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "large.yaml"), Path(folder, "out.json")
        path.write_text(framework(), encoding="utf-8")

        def ours() -> object:
            return write_conversion(conversion_of(path, target, ConvertOptions()), force=True)

        def theirs() -> object:
            return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

        print(f"{'':44} {'gapwizard':>11} {'yardstick':>11}  ratio")
        good = tell(
            f"{NODES} nodes converted / PyYAML", *pair(timed(ours), timed(theirs), RUNS), LIMIT
        )
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
