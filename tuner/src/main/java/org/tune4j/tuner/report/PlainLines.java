package org.tune4j.tuner.report;

import java.io.PrintStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.tune4j.trial.Objective;
import org.tune4j.tuner.report.SweepView.Row;

/**
 * Progress as lines for logs: one whenever a trial ended, and one on the whole sweep every 5 s.
 * When more than one trial per second ends for long, those beyond are summed up. Never an escape
 * code.
 */
final class PlainLines implements Display {
  private static final long PAUSE_NANOS = 5_000_000_000L;
  private static final long NANOS_PER_ENDED = 1_000_000_000L;
  private static final int MAX_ENDED = 20;
  private static final int MAX_LINE = 300;

  private final PrintStream out;
  private final LongSupplier nanos;
  private final Map<String, Shown> shown = new HashMap<>();
  private boolean closed;

  /** What was said of one sweep. */
  private static final class Shown {
    final BitSet ended = new BitSet();
    SweepView view;
    boolean isNews = true;
    long since;

    /** The time that lines on ended trials have used up; it never falls far behind the clock. */
    long paidUntil;

    /** How many ended trials were told of, by a line each or in a sum. */
    int told;

    String progress = "";

    Shown(SweepView view, long now) {
      this.view = view;
      this.since = now - PAUSE_NANOS;
      this.paidUntil = now - MAX_ENDED * NANOS_PER_ENDED;
    }
  }

  PlainLines(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  @Override
  public synchronized void update(SweepView view) {
    if (closed) {
      return;
    }
    long now = nanos.getAsLong();
    Shown sweep = shown.computeIfAbsent(view.sweep(), name -> new Shown(view, now));
    sweep.view = view;
    sweep.isNews = true;
    view.rows().stream()
        .filter(row -> row.status().isFinal() && !sweep.ended.get(row.number()))
        .sorted(java.util.Comparator.comparingInt(Row::number))
        .forEach(row -> showEnded(sweep, row, now));
    if (now - sweep.since >= PAUSE_NANOS) {
      showProgress(sweep);
      sweep.since = now;
    }
    out.flush();
  }

  @Override
  public synchronized void say(String line) {
    print(line);
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      shown.values().stream().filter(sweep -> sweep.isNews).forEach(this::showProgress);
      out.flush();
    }
    closed = true;
  }

  private void showEnded(Shown sweep, Row row, long now) {
    sweep.ended.set(row.number());
    long paid = Math.max(sweep.paidUntil, now - MAX_ENDED * NANOS_PER_ENDED) + NANOS_PER_ENDED;
    if (paid > now) {
      return;
    }
    sweep.paidUntil = paid;
    sweep.told++;
    Objective objective = sweep.view.objective();
    String value =
        objective == null || row.value() == null
            ? ""
            : ", " + objective.metric() + " " + Texts.number(row.value()) + others(sweep.view, row);
    print(
        "%s: %s after %s iteration%s, %s%s%s"
            .formatted(
                row.trialId(),
                row.status(),
                Texts.count(row.iteration()),
                row.iteration() == 1 ? "" : "s",
                Texts.duration(row.timeTotalS()),
                value,
                row.note() == null ? "" : " (" + Texts.cut(row.note(), MAX_LINE) + ")"));
  }

  private static String others(SweepView view, Row row) {
    StringBuilder text = new StringBuilder();
    for (Objective other : view.otherObjectives()) {
      Double value = row.values().get(other.metric());
      if (value != null) {
        text.append(", ").append(other.metric()).append(' ').append(Texts.number(value));
      }
    }
    return text.toString();
  }

  private void showProgress(Shown sweep) {
    SweepView view = sweep.view;
    sweep.isNews = false;
    int untold = view.countFinal() - sweep.told;
    if (untold > 0) {
      print("%s: … and %s more ended".formatted(view.sweep(), Texts.count(untold)));
      sweep.told = view.countFinal();
    }
    String best =
        view.best() == null || view.objective() == null
            ? ""
            : "; best %s %s in %s"
                .formatted(
                    view.objective().metric(),
                    Texts.number(view.best().value()),
                    view.best().trialId());
    String line =
        "%s: %s (%s); %s%s"
            .formatted(
                view.sweep(),
                view.status(),
                Texts.duration(view.elapsedS()),
                StatusTable.trials(view),
                best);
    if (!line.equals(sweep.progress)) {
      print(line);
    }
    sweep.progress = line;
  }

  private void print(String line) {
    out.println(Texts.cut(line, MAX_LINE));
  }
}
