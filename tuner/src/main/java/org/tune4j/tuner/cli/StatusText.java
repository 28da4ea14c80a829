package org.tune4j.tuner.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Bytes;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.control.GridView;
import org.tune4j.tuner.control.MemberView;
import org.tune4j.tuner.report.StatusTable;
import org.tune4j.tuner.report.SweepView;

/** How a grid stands, as a page of text. */
final class StatusText {
  /** The most waiting trials that are listed. */
  static final int MAX_WAITING = 20;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private StatusText() {}

  /**
   * The text, with a line break at the end of each line.
   *
   * @param width no line is longer, in characters
   */
  static String of(GridView grid, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "tune4j %s, driver %s, %s"
            .formatted(grid.version(), grid.driver(), counted(grid.members().size(), "member")));
    lines.add("");
    lines.addAll(members(grid.members()));
    lines.add("");
    if (grid.sweeps().isEmpty()) {
      lines.add("no sweep has been submitted");
    } else {
      lines.addAll(sweeps(grid.sweeps()));
    }
    lines.addAll(waiting(grid.sweeps().stream().filter(StatusText::isRunning).toList()));
    return lines.stream()
        .map(line -> line.length() <= width ? line : line.substring(0, width))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> members(List<MemberView> members) {
    TextTable<MemberView> table = new TextTable<>(members);
    table.add("member", MemberView::name);
    table.add("host", MemberView::host);
    table.add("cpu", member -> used(member, Resources::cpu, Numbers::text));
    table.add("gpu", member -> used(member, Resources::gpu, Numbers::text));
    table.add("gpu ids", member -> String.join(",", member.gpus()));
    table.add("memory", member -> used(member, Resources::memory, b -> Bytes.text((long) b)));
    for (String name : customNames(members)) {
      table.add(name, member -> used(member, r -> r.custom(name), Numbers::text));
    }
    table.add("labels", StatusText::labels);
    table.addNumber("running", member -> String.valueOf(member.running()));
    table.add("since (UTC)", member -> TIME.format(member.since()));
    return table.lines();
  }

  /** {@code 1.5 of 4}; nothing when a member has none. */
  private static String used(
      MemberView member, ToDoubleFunction<Resources> amount, DoubleFunction<String> text) {
    double offered = amount.applyAsDouble(member.offered());
    double used = amount.applyAsDouble(member.offered().minus(member.free()));
    return offered == 0 ? "" : text.apply(used) + " of " + text.apply(offered);
  }

  private static SortedSet<String> customNames(List<MemberView> members) {
    SortedSet<String> names = new TreeSet<>();
    members.forEach(member -> names.addAll(member.offered().custom().keySet()));
    return names;
  }

  private static String labels(MemberView member) {
    return member.labels().entrySet().stream()
        .map(Map.Entry::toString)
        .collect(Collectors.joining(" "));
  }

  private static List<String> sweeps(List<SweepView> sweeps) {
    TextTable<SweepView> table = new TextTable<>(sweeps);
    table.add("sweep", SweepView::sweep);
    table.add("user", sweep -> sweep.submittedBy() == null ? "" : sweep.submittedBy());
    table.add("status", SweepView::status);
    table.add("trials", StatusTable::trials);
    table.add("best", StatusText::best);
    return table.lines();
  }

  private static String best(SweepView sweep) {
    SweepView.Best best = sweep.best();
    Objective objective = sweep.objective();
    return best == null || objective == null
        ? ""
        : "%s %s in %s%s"
            .formatted(
                objective.metric(),
                StatusTable.number(best.value()),
                best.trialId(),
                others(sweep.otherObjectives()));
  }

  private static String others(List<Objective> others) {
    return others.isEmpty()
        ? ""
        : others.stream().map(Objective::metric).collect(Collectors.joining(", ", "; also ", ""));
  }

  /** What waiting trials wait for; beyond some they are only counted. */
  private static List<String> waiting(List<SweepView> sweeps) {
    long all = sweeps.stream().mapToLong(StatusText::countWaiting).sum();
    if (all == 0) {
      return List.of();
    }
    long with = sweeps.stream().filter(sweep -> countWaiting(sweep) > 0).count();
    long each = Math.max(1, MAX_WAITING / with); // no sweep hides the others
    List<SweepView.Row> rows =
        sweeps.stream().flatMap(sweep -> waiting(sweep).limit(each)).limit(MAX_WAITING).toList();
    TextTable<SweepView.Row> table = new TextTable<>(rows);
    table.add("waiting trial", SweepView.Row::trialId);
    table.add("why", row -> note(row.note()));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(rows.isEmpty() ? List.of() : table.lines());
    if (all > rows.size()) {
      long more = all - rows.size();
      lines.add("(%s)".formatted(counted(more, "more trial") + (more == 1 ? " waits" : " wait")));
    }
    return lines;
  }

  private static boolean isRunning(SweepView sweep) {
    return sweep.status().equals(SweepView.RUNNING);
  }

  private static int countWaiting(SweepView sweep) {
    return sweep.count(TrialStatus.PENDING) + sweep.count(TrialStatus.PAUSED);
  }

  private static Stream<SweepView.Row> waiting(SweepView sweep) {
    return sweep.rows().stream()
        .filter(row -> row.status() == TrialStatus.PENDING || row.status() == TrialStatus.PAUSED)
        .sorted((a, b) -> Integer.compare(a.number(), b.number()));
  }

  private static String note(@Nullable String note) {
    return note == null ? "waits for its turn" : note;
  }

  private static String counted(long count, String what) {
    return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }
}
