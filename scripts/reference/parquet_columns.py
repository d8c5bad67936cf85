"""Columns of every kind as pyarrow writes them: test/usecases/fixtures/pyarrow-columns.parquet.

python scripts/reference/parquet_columns.py test/usecases/fixtures/pyarrow-columns.parquet
"""

import datetime as dt
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

times = [dt.datetime(2024, 1, day, day) for day in (1, 2, 3)]
clock = [dt.time(1, 2, 3), dt.time(4, 5, 6, 500_000), dt.time(23, 59, 59)]
columns = {
    "record": pa.array([{"price": 1, "inner": {"a": 2}}] * 3),
    "list": pa.array([[1, 2], [3], [4]]),
    "decimal": pa.array([Decimal("1.10"), Decimal("-0.30"), Decimal("3.50")], pa.decimal128(10, 2)),
    "wide": pa.array([Decimal("12345678901234567890.10"), Decimal("2.00"), Decimal("1.00")], pa.decimal128(38, 2)),
    "single": pa.array([0.1, 19.99, 1 / 3], pa.float32()),
    "half": pa.array([0.1, 19.99, 65504], pa.float32()).cast(pa.float16()),
    "time": pa.array(clock),
    "utc": pa.array(times, pa.timestamp("ms", tz="UTC")),
    "local": pa.array(times, pa.timestamp("us")),
    "nanoseconds": pa.array([1, 2_000_000_000, 4_000_000_005], pa.timestamp("ns")),
    "day": pa.array([time.date() for time in times]),
    "bytes": pa.array([b"$1", b"$2", b"$3"]),
    "unsigned": pa.array([2**64 - 1, 1, 2], pa.uint64()),
    "ids": pa.array([2**53 + 1, 2**53, 2**53 + 2], pa.int64()),
}
pq.write_table(pa.table(columns), sys.argv[1], compression="gzip")
