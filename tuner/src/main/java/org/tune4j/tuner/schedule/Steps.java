package org.tune4j.tuner.schedule;

import java.util.List;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/**
 * When a rule judges: with the first result of each interval after the warm-up, as Optuna's pruners
 * do.
 *
 * @param warmup nothing is judged up to this age
 * @param interval how long an interval is
 */
record Steps(long warmup, long interval) {
  private static final String WARMUP = "n_warmup_steps";
  private static final String INTERVAL = "interval_steps";

  /** 2^53: beyond it not every age is a double. */
  static final long OLDEST = 1L << 53;

  static final List<ConfigSchema.Key> KEYS =
      List.of(
          new ConfigSchema.Key(
              WARMUP, new ValueType.Whole(0, OLDEST), "up to this age nothing is judged"),
          new ConfigSchema.Key(
              INTERVAL, new ValueType.Whole(1, OLDEST), "a trial is judged once in so long"));

  static Steps of(Config settings) {
    return new Steps(settings.getLong(WARMUP, 0), settings.getLong(INTERVAL, 1));
  }

  /** The interval that an age lies in, from 0; -1 before the first. */
  long at(double age) {
    return age <= warmup ? -1 : (long) Math.ceil((age - warmup) / interval) - 1;
  }

  /** {@code after training_iteration 5, once in 10}. */
  String text(String timeAttr) {
    return (warmup == 0 ? "" : " after %s %d".formatted(timeAttr, warmup))
        + (interval == 1 ? "" : ", once in " + interval);
  }
}
