package org.tune4j.tuner.spec;

import java.util.List;
import java.util.function.Consumer;
import org.tune4j.search.Levels;
import org.tune4j.space.Config;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.HyperBand;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.TrialScheduler;

/**
 * Lets a searcher that compares trials at levels do so where the scheduler decides about them.
 *
 * @param kind the scheduler's
 * @param scheduler what was made
 */
record SharedLevels(SchedulerKind kind, TrialScheduler scheduler) {

  /**
   * How to search beside this scheduler.
   *
   * @param search as the user set it
   * @param warn takes what its user should know, a sentence each
   */
  Sweep.Search of(Sweep.Search search, Consumer<String> warn) {
    List<Integer> levels = scheduler.levels();
    if (!learnsByLevel(search)) {
      if (kind.name().equals(HyperBand.BOHB.name())) {
        warn.accept(
            "scheduler bohb is no other than hyperband here: it is made for a searcher that learns"
                + " at its levels; add search_alg: bohb");
      }
      return search;
    }
    if (levels.isEmpty()) {
      if (kind.name().equals(HyperBand.BOHB.name())) {
        warn.accept(
            "search_alg learns at training iterations, the levels of its scheduler are of something"
                + " else (time_attr)");
      }
      return search;
    }
    Config settings = search.settings();
    if (!Levels.areIn(settings)) {
      return search.with(
          settings.with(Levels.LEVELS, levels.stream().map(Integer::longValue).toList()));
    }
    String own = Levels.text(Levels.of(settings));
    String others = Levels.text(levels.stream().mapToInt(Integer::intValue).toArray());
    if (!own.equals(others)) {
      warn.accept(
          "search_alg learns at the iterations %s, the scheduler decides at %s; leave out min_t,"
                  .formatted(own, others)
              + " max_t, reduction_factor and levels of search_alg, and it learns where the"
              + " scheduler decides");
    }
    return search;
  }

  private static boolean learnsByLevel(Sweep.Search search) {
    return search.algorithm() != null && search.algorithm().settings().key(Levels.LEVELS) != null;
  }
}
