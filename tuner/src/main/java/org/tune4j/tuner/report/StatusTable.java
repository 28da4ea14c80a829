package org.tune4j.tuner.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.report.SweepView.Row;

/** A sweep's status as a block of text. */
public final class StatusTable {
  /** The most trials that are listed. */
  public static final int MAX_ROWS = 20;

  private static final int MAX_WAITING = 3;
  private static final int MAX_ERRORS = 8;

  private StatusTable() {}

  /** The block with at most {@link #MAX_ROWS} trials. */
  public static List<String> render(SweepView view, int width) {
    return render(view, width, MAX_ROWS);
  }

  /**
   * The block: how the sweep stands, the best trial, and a table of the running trials, then the
   * newest failed and the first waiting ones, then the best of those that ended.
   *
   * @param width no line is longer, in characters
   * @param maxRows the most trials that are listed
   */
  public static List<String> render(SweepView view, int width, int maxRows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s (%s)".formatted(view.sweep(), view.status(), Texts.duration(view.elapsedS())));
    lines.add(trials(view));
    lines.add(resources(view));
    if (view.best() != null && view.objective() != null) {
      lines.add(best(view.best(), view.objective()));
    }
    List<Row> rows = pick(view, maxRows);
    if (!rows.isEmpty()) {
      lines.add("");
      lines.addAll(Columns.of(view, rows).fit(width));
    }
    if (view.count() > rows.size() && !rows.isEmpty()) {
      lines.add("(" + Texts.count(view.count() - rows.size()) + " more trials are not listed)");
    }
    return lines.stream().map(line -> Texts.cut(line, width)).toList();
  }

  /** {@code 3 of 12 trials: 2 RUNNING, 1 TERMINATED}. */
  public static String trials(SweepView view) {
    String counts =
        Stream.of(TrialStatus.values())
            .filter(status -> view.count(status) > 0)
            .map(status -> Texts.count(view.count(status)) + " " + status)
            .collect(Collectors.joining(", "));
    Long total = view.total();
    return Texts.count(view.count())
        + (total == null ? "" : " of " + Texts.count(total))
        + ((total == null ? view.count() : total) == 1 ? " trial" : " trials")
        + (counts.isEmpty() ? "" : ": " + counts);
  }

  /** Five significant digits: {@code 183.25}, {@code 1.5E-7}. */
  public static String number(double value) {
    return Texts.number(value);
  }

  /** {@code episode_reward_mean 183.25 (cartpole_00003, iteration 12)}. */
  static String best(SweepView.Best best, Objective objective) {
    return "Best: %s %s in %s at iteration %d %s"
        .formatted(
            objective.metric(),
            Texts.number(best.value()),
            best.trialId(),
            best.iteration(),
            Texts.value(best.config().leaves()));
  }

  private static String resources(SweepView view) {
    Resources used = view.used();
    Resources offered = view.offered();
    String gpu =
        offered.gpu() == 0
            ? ""
            : ", %s of %s GPU".formatted(Texts.number(used.gpu()), Texts.number(offered.gpu()));
    return "In use: %s of %s CPU%s, %s of %s heap"
        .formatted(
            Texts.number(used.cpu()),
            Texts.number(offered.cpu()),
            gpu,
            Texts.bytes(view.memoryUsedBytes()),
            Texts.bytes(view.memoryMaxBytes()));
  }

  /** The rows that are listed, in their order. */
  static List<Row> pick(SweepView view, int maxRows) {
    Comparator<Row> byNumber = Comparator.comparingInt(Row::number);
    return Stream.of(
            with(view, TrialStatus.RUNNING, byNumber).toList(),
            with(view, TrialStatus.PAUSED, byNumber).limit(MAX_WAITING).toList(),
            with(view, TrialStatus.ERROR, byNumber.reversed()).limit(MAX_ERRORS).toList(),
            with(view, TrialStatus.PENDING, byNumber).limit(MAX_WAITING).toList(),
            with(view, TrialStatus.TERMINATED, byValue(view.objective())).toList())
        .flatMap(List::stream)
        .limit(maxRows)
        .toList();
  }

  private static Stream<Row> with(SweepView view, TrialStatus status, Comparator<Row> order) {
    return view.rows().stream().filter(row -> row.status() == status).sorted(order);
  }

  private static Comparator<Row> byValue(@Nullable Objective objective) {
    boolean max = objective != null && objective.mode() == Objective.Mode.MAX;
    return Comparator.comparingDouble(
            (Row row) ->
                row.value() == null ? Double.POSITIVE_INFINITY : max ? -row.value() : row.value())
        .thenComparing(Row::number, Comparator.reverseOrder());
  }
}
