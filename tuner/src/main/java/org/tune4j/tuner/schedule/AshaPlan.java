package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;

/** What a sweep's {@code asha} will do, for people. */
record AshaPlan(AshaSettings settings, BracketDraw brackets, String timeAttr, int samples) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "asha, %s: at each rung the best 1 of %d %s, until %s %d%s"
            .formatted(
                settings.promotes() ? "promotion" : "stopping",
                settings.factor(),
                settings.promotes() ? "is promoted" : "goes on",
                timeAttr,
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
    int least = settings.promotes() ? 0 : 1;
    for (long level : settings.rungs().bracket(bracket).levels()) {
      rungs.add(left < 0 ? String.valueOf(level) : level + " (" + left + ")");
      left = left <= 0 ? left : Math.max(least, left / settings.factor());
    }
    String name = brackets.count() == 1 ? "rungs" : "bracket " + bracket + ", rungs";
    return name
        + (trials < 0 ? " " : " (and about how many trials reach them) ")
        + String.join(", ", rungs);
  }
}
