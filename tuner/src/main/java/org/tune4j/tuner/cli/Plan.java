package org.tune4j.tuner.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.SpaceNode;
import org.tune4j.space.Variants;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Sweep;

/** What a sweep would do, in a few lines. */
final class Plan {
  private Plan() {}

  /**
   * The lines.
   *
   * @param offered what all trials together may hold
   */
  static List<String> of(Sweep sweep, Resources offered) {
    Variants variants = variants(sweep);
    Config first = variants.get(0);
    List<String> lines = new ArrayList<>();
    lines.add(sweep.name() + ": valid");
    lines.add("  runs         " + (first == null ? "nothing" : first.get("run")));
    lines.add("  trials       " + trials(variants.total(), sweep));
    lines.addAll(objectives(sweep.objectives()));
    String note = sweep.searchNote();
    if (!note.isEmpty()) {
      lines.add("  search       " + note);
    }
    lines.addAll(scheduler(sweep.schedulerPlan()));
    lines.add("  stops at     " + stop(sweep));
    lines.add("  first trial  " + (first == null ? "none" : first.getConfig("config")));
    lines.add("  resources    " + sweep.firstRequest() + " for the first trial");
    lines.add("  grid         " + offered + " for all trials together");
    lines.add("  checkpoints  " + checkpoints(sweep.checkpoints()));
    lines.add("  seed         " + sweep.search().seed());
    sweep.warnings().forEach(warning -> lines.add("  note         " + warning));
    return lines;
  }

  /**
   * The shortest form: {@code cartpole-dqn: 4 trials of DQN on 2 CPU}.
   *
   * @param name what the sweep is recorded by
   * @param where what it runs on
   */
  static String oneLine(Sweep sweep, String name, String where) {
    Variants variants = variants(sweep);
    Config first = variants.get(0);
    BigInteger total = variants.total();
    return "%s: %s of %s on %s"
        .formatted(
            name,
            total == null ? "endless trials" : counted(total, "trial"),
            first == null ? "nothing" : first.get("run"),
            where);
  }

  private static Variants variants(Sweep sweep) {
    return new Variants(
        sweep.space(),
        sweep.search().numSamples(),
        sweep.search().seed(),
        sweep.search().constantGrid(),
        sweep.search().order(),
        sweep.search().points());
  }

  private static String trials(@Nullable BigInteger total, Sweep sweep) {
    List<SpaceNode.Axis> axes = sweep.space().axes();
    String grid =
        axes.stream()
            .map(axis -> axis.path() + " (" + axis.items().size() + ")")
            .collect(Collectors.joining(" × "));
    String samples =
        sweep.search().numSamples() < 0
            ? "without end"
            : counted(BigInteger.valueOf(sweep.search().numSamples()), "sample");
    return (total == null ? "no end" : "%,d".formatted(total))
        + ": "
        + (grid.isEmpty() ? samples : "grid of " + grid + ", " + samples);
  }

  private static String counted(BigInteger count, String what) {
    return "%,d %s%s".formatted(count, what, count.equals(BigInteger.ONE) ? "" : "s");
  }

  private static List<String> objectives(@Nullable Objectives objectives) {
    if (objectives == null) {
      return List.of("  objective    none");
    }
    String label = objectives.areSeveral() ? "  objectives   " : "  objective    ";
    String first = label + ObjectivesText.objectives(objectives);
    return objectives.bounds().isEmpty()
        ? List.of(first)
        : List.of(first, "  bounds       " + ObjectivesText.bounds(objectives));
  }

  private static List<String> scheduler(List<String> plan) {
    List<String> lines = new ArrayList<>();
    for (String line : plan) {
      lines.add((lines.isEmpty() ? "  scheduler    " : "               ") + line);
    }
    return lines;
  }

  private static String stop(Sweep sweep) {
    List<String> rules = new ArrayList<>(sweep.stop().texts());
    if (sweep.limits().timeBudget() != null) {
      rules.add("after " + sweep.limits().timeBudget().toSeconds() + " s, the whole sweep");
    }
    return rules.isEmpty() ? "when the trainable is done" : String.join(", ", rules);
  }

  private static String checkpoints(Sweep.CheckpointPolicy policy) {
    return switch (policy.frequency()) {
          case 0 -> "";
          case 1 -> "every iteration, ";
          default -> "every " + policy.frequency() + " iterations, ";
        }
        + (policy.atEnd() ? "at the end, " : "")
        + "the best "
        + policy.numToKeep()
        + " and the newest are kept"
        + (policy.quotaBytes() == 0
            ? ""
            : ", %,d MiB at most".formatted(policy.quotaBytes() >> 20));
  }
}
