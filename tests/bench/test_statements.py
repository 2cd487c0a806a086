"""The limit of S1 runs what the service sends, for other orders each time."""

from deploy.bench.statements import Script, entries, sent, transactions

ORDER, PERSON = "01a21841-bcf2-703f-9fd8-000000000001", "01a21841-aaaa-703f-9fd8-000000000002"
KEY = "ca292dd4920f4421aae8ea20a4d9575f"
AT = "2026-11-26 14:27:33.312 UTC"
LOG = f"""{AT} [7] reception_app@reception LOG:  statement: BEGIN; SELECT set_config('studio.branches', 'JN01', true);
{AT} [7] reception_app@reception LOG:  execute s1: SELECT pg_try_advisory_xact_lock($1)
\tFROM person WHERE id = $2::UUID
{AT} [7] reception_app@reception DETAIL:  Parameters: $1 = 'wang
\t{KEY}', $2 = '{PERSON}'
{AT} [9] reception_app@reception LOG:  statement: BEGIN;
{AT} [9] reception_app@reception LOG:  execute s2: SELECT 1 FROM job_run
{AT} [9] reception_app@reception LOG:  statement: COMMIT;
{AT} [8] pickup_app@pickup LOG:  statement: BEGIN;
{AT} [7] reception_app@reception LOG:  execute s3: INSERT INTO counter (value) VALUES ($1) RETURNING value
{AT} [7] reception_app@reception DETAIL:  Parameters: $1 = '1'
{AT} [7] reception_app@reception LOG:  execute s4: INSERT INTO receipt (order_id, note, sequence) VALUES ($1, $2, $3)
{AT} [7] reception_app@reception DETAIL:  Parameters: $1 = '{ORDER}', $2 = 'it''s 10:30', $3 = '17'
{AT} [7] reception_app@reception LOG:  statement: COMMIT;
"""


def script() -> list[str]:
    caught = transactions(sent(LOG, "reception_app"))
    return Script(frozenset({PERSON}), ("R26-000017",)).of(caught).splitlines()


def test_lines_of_one_entry_belong_together() -> None:
    assert [words.count("\n") for *_, words in entries(LOG)][1:3] == [1, 1]


def test_only_transactions_of_requests_are_taken() -> None:
    assert [len(one) for one in transactions(sent(LOG, "reception_app"))] == [5]


def test_what_is_on_record_stays_and_everything_else_is_new() -> None:
    lines = script()
    assert lines[:5] == [
        "\\set fresh random(1, 999999999999)",
        "\\startpipeline",
        "BEGIN;",
        "SELECT set_config('studio.branches', 'JN01', true);",
        "\\endpipeline",
    ]
    assert f"'{PERSON}'" in lines[5]
    assert KEY not in lines[5]
    assert "lpad(:fresh::text, 12, '0')" in lines[5]
    assert ORDER not in "".join(lines)


def test_numbers_come_from_the_counter_and_colons_do_no_harm() -> None:
    lines = script()
    assert lines[6] == "INSERT INTO counter (value) VALUES ('1') RETURNING value \\gset"
    assert lines[7].endswith("U&'it''s 10\\003a30', :value);")
