package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.Column;
import org.tune4j.results.RowSink;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.sim.Forecast;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;

/** What simulations came to, for programs: a row for each sweep and scheduler. */
final class SimulationRows {
  private static final List<Column> COLUMNS =
      Stream.concat(
              Stream.of("sweep", "scheduler").map(name -> new Column(name, false)),
              Stream.of(
                      "trials",
                      "ended_well",
                      "errors",
                      "iterations",
                      "seconds",
                      "saved_iterations",
                      "saved_seconds",
                      "best_value",
                      "best_number",
                      "idle_share",
                      "idle_start",
                      "idle_middle",
                      "idle_tail",
                      "idle_while_paused",
                      "attempts",
                      "lost")
                  .map(name -> new Column(name, true)))
          .toList();

  private SimulationRows() {}

  static void write(List<Simulated> sweeps, Forecast own, @Nullable Forecast fifo, RowSink to)
      throws IOException {
    to.columns(COLUMNS);
    for (int i = 0; i < sweeps.size(); i++) {
      Simulated sweep = sweeps.get(i);
      SweepEnd end = own.result().sweeps().get(i);
      SweepEnd without = fifo == null ? end : fifo.result().sweeps().get(i);
      to.row(row(sweep, sweep.scheduler(), end, without, own.idle()));
      if (fifo != null && !sweep.isFifo()) {
        to.row(row(sweep, "fifo", without, without, fifo.idle()));
      }
    }
    to.end();
  }

  private static List<@Nullable Object> row(
      Simulated sweep, String scheduler, SweepEnd end, SweepEnd fifo, Forecast.Idle idle) {
    Trial best = end.best();
    List<@Nullable Object> row = new ArrayList<>(List.of(sweep.name(), scheduler));
    row.addAll(List.of((long) end.proposed(), (long) end.terminated(), (long) end.errors()));
    row.addAll(List.of(end.iterations(), end.endedS()));
    row.add(1 - end.iterations() / (double) Math.max(1, fifo.iterations()));
    row.add(fifo.endedS() == 0 ? 0 : 1 - end.endedS() / fifo.endedS());
    row.add(best == null ? null : best.bestValue());
    row.add(best == null ? null : (Long) (long) sweep.number(best));
    row.addAll(List.of(idle.share(), idle.start(), idle.middle(), idle.tail(), idle.paused()));
    row.addAll(List.of(end.attempts(), end.lost()));
    return row;
  }
}
