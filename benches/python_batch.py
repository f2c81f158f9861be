"""The batch through the Python package: `python_batch.py FILE [--repeat N]`.

Prints, for every repetition, the seconds from opening the file to the last assessment, and the
number of assessments. One repetition more than asked for warms up. `languages` calls it.
"""

import sys
from time import perf_counter

import releasegate

AS_OF = "2026-09-01T00:00:00Z"


def main() -> None:
    records = sys.argv[1]
    repeat = int(sys.argv[sys.argv.index("--repeat") + 1]) if "--repeat" in sys.argv else 3
    engine = releasegate.Engine("iso20000-1:2018")
    for repetition in range(repeat + 1):
        start = perf_counter()
        count = 0
        for _assessment in engine.assess_many(records, as_of=AS_OF, threads=1):
            count += 1
        seconds = perf_counter() - start
        if repetition > 0:
            print(f"{seconds:.6f} {count}")


main()
