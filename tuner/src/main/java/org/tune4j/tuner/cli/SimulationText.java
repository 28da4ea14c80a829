package org.tune4j.tuner.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.sim.Forecast;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;

/** What the simulation of sweeps came to, for people. */
final class SimulationText {
  private static final int MOST_ROWS = 16;
  private static final MathContext SHORT = new MathContext(6);
  private static final MathContext SHORTER = new MathContext(3);
  private static final double FEW_SECONDS = 10;

  private final Forecast own;
  private final @Nullable Forecast fifo;
  private final String grid;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param fifo the same sweeps without their schedulers; {@code null} when they have none
   * @param grid what they run on
   */
  SimulationText(Forecast own, @Nullable Forecast fifo, String grid) {
    this.own = own;
    this.fifo = fifo;
    this.grid = grid;
  }

  List<String> of(List<Simulated> sweeps) {
    boolean together = sweeps.size() > 1;
    for (int i = 0; i < sweeps.size(); i++) {
      SweepEnd without = fifo == null ? null : fifo.result().sweeps().get(i);
      sweep(sweeps.get(i), own.result().sweeps().get(i), without, together);
    }
    if (together) {
      lines.add("all together");
      add("total", total(own.result().iterations(), own.result().makespanS()));
      if (fifo != null) {
        add("FIFO", fifo(own.result().iterations(), own.result().makespanS(), fifo));
      }
    }
    add("slots", slots(own.idle()));
    return lines;
  }

  /**
   * @param together whether several share the grid
   */
  private void sweep(
      Simulated simulated, SweepEnd end, @Nullable SweepEnd without, boolean together) {
    lines.add("%s: simulated with %s on %s".formatted(end.name(), simulated.scheduler(), grid));
    if (!end.finished()) {
      add("unfinished", end.reason());
    }
    lengths(end);
    if (end.errors() > 0) {
      add("errors", "%,d trials end in error".formatted(end.errors()));
    }
    add("total", total(end.iterations(), end.endedS()));
    if (without != null && !simulated.isFifo()) {
      add(
          "FIFO",
          together // under FIFO the others leave it more or less of the grid, too
              ? total(without.iterations(), without.endedS()) + ", beside the others"
              : fifo(end.iterations(), end.endedS(), without.iterations(), without.endedS()));
    }
    best(simulated, end, without);
    add("lost", "%,d of %,d attempts".formatted(end.lost(), end.attempts()));
    add("curves", simulated.curves());
    simulated.notes().forEach(note -> add("note", note));
    add("seed", String.valueOf(simulated.sweep().search().seed()));
  }

  private void add(String label, String text) {
    lines.add("  %-12s %s".formatted(label, text));
  }

  // ---- how far trials run ----

  private void lengths(SweepEnd end) {
    Map<Integer, Integer> lengths = end.lengths();
    add("trials", "%,d, of which end after".formatted(end.proposed()));
    Map<Integer, int[]> rows = new TreeMap<>(); // first -> last, trials
    boolean each = lengths.size() <= MOST_ROWS;
    lengths.forEach(
        (length, trials) -> {
          int first = each ? length : Integer.highestOneBit(length);
          int[] row = rows.computeIfAbsent(first, key -> new int[2]);
          row[0] = length;
          row[1] += trials;
        });
    rows.forEach(
        (first, row) -> {
          String range =
              each || first == row[0]
                  ? "%,d".formatted(row[0])
                  : "%,d-%,d".formatted(first, row[0]);
          lines.add(
              "  %20s %-10s  %,8d"
                  .formatted(range, row[0] == 1 ? "iteration" : "iterations", row[1]));
        });
  }

  // ---- what it takes ----

  private static String total(long iterations, double seconds) {
    return "%,d iterations, %s".formatted(iterations, time(seconds));
  }

  private static String fifo(long iterations, double seconds, Forecast without) {
    return fifo(iterations, seconds, without.result().iterations(), without.result().makespanS());
  }

  private static String fifo(
      long iterations, double seconds, long fifoIterations, double fifoSeconds) {
    return "%s; saved %s of the iterations, %s of the time"
        .formatted(
            total(fifoIterations, fifoSeconds),
            percent(1 - iterations / (double) Math.max(1, fifoIterations)),
            percent(fifoSeconds == 0 ? 0 : 1 - seconds / fifoSeconds));
  }

  private void best(Simulated simulated, SweepEnd end, @Nullable SweepEnd without) {
    Objective objective = simulated.sweep().objective();
    if (objective != null) {
      String other =
          without == null || simulated.isFifo()
              ? ""
              : "; FIFO: " + value(simulated, without.best());
      add("best", "%s %s%s".formatted(objective.metric(), value(simulated, end.best()), other));
    }
  }

  private static String value(Simulated simulated, @Nullable Trial best) {
    Double value = best == null ? null : best.bestValue();
    return best == null || value == null
        ? "none"
        : "%s (trial %d)".formatted(rounded(value, SHORT), simulated.number(best));
  }

  private static String rounded(double value, MathContext to) {
    return Numbers.text(new BigDecimal(value).round(to).doubleValue());
  }

  // ---- where slots idle ----

  private static String slots(Forecast.Idle idle) {
    return "idle %s: %s in the first third of the time, %s in the second, %s in the last%s;"
            .formatted(
                percent(idle.share()),
                percent(idle.start()),
                percent(idle.middle()),
                percent(idle.tail()),
                idle.paused() < 0.005
                    ? ""
                    : "; " + percent(idle.paused()) + " while paused trials waited for others")
        + " the last new trial began at "
        + time(idle.lastNewS());
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  private static String time(double seconds) {
    if (seconds < FEW_SECONDS) {
      return rounded(seconds, SHORTER) + " s";
    }
    long s = Math.round(seconds);
    return "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
  }
}
