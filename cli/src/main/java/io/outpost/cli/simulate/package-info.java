/**
 * {@code outpost simulate} and the simulator of {@code up --simulate}.
 *
 * <p>{@code town} has real towns; {@code weather} is a pure function of seed, site and time; {@code
 * scenario} is weather with a plot; {@code ground} what the weather makes of snow, soil and
 * streams; {@code world} puts places and sensors together; {@code feed} makes the records and
 * decides what goes wrong with them, in the order in which they are sent; {@code expect} works out
 * what must become of each; {@code truth} writes down what the job cannot see.
 *
 * <p>Files of a run, in {@code .outpost/simulate/TIME-PREFIX/}: {@code truth.csv.gz}, a line per
 * place and hour with the true values at its start; {@code faults.csv.gz}, a line per faulty
 * record: place, sensor, observed at, sent at (event time), fault, and what must become of it
 * (ACCEPTED, DUPLICATE, CONFLICT, LATE, REJECTED and the reason, NEVER_SENT; empty when not worked
 * out). The ledger is the same as that of replay, with an event {@code expected} before {@code
 * outcome}.
 *
 * <p>To measure: {@code ./outpost simulate --places 15000 --interval PT10M --from
 * 2026-06-01T00:00:00Z --for P1D --no-truth} for the highest rate, {@code ./outpost simulate
 * --places 15000 --rate 15000 --for PT2M} for the CPU at a steady one. The last line says records
 * per second and CPU seconds. {@code SimulatorBenchmark} in the test sources measures the making of
 * records alone, without a broker.
 */
package io.outpost.cli.simulate;
