package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;

/** What a sweep's {@code asha} will do, for people. */
record AshaPlan(AshaSettings settings, Brackets brackets, int samples) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "asha, %s: the best 1 of %d at each rung %s, until %d%s"
            .formatted(
                settings.promotes() ? "promotion" : "stopping",
                settings.factor(),
                settings.promotes() ? "is promoted" : "goes on",
                settings.rungs().maxT(),
                settings.stopsLast() ? "" : " and beyond"));
    int[] sizes = brackets.sizes(samples);
    for (int b = 0; b < brackets.count(); b++) {
      lines.add(bracket(b, sizes[b]));
    }
    return lines;
  }

  /** {@code 1 (24 trials), 4 (6), 16 (1), 64 (0)}. */
  private String bracket(int bracket, int trials) {
    List<String> rungs = new ArrayList<>();
    long left = trials;
    for (long level : settings.rungs().bracket(bracket).levels()) {
      rungs.add(left < 0 ? String.valueOf(level) : level + " (" + left + ")");
      left = left < 0 ? left : left / settings.factor();
    }
    String name = brackets.count() == 1 ? "rungs" : "bracket " + bracket + ", rungs";
    return name
        + (trials < 0 ? " " : " (and about how many trials reach them) ")
        + String.join(", ", rungs);
  }
}
