package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What a user may set for {@code asha}.
 *
 * @param rungs of the bracket that begins first
 * @param factor one of so many goes on
 * @param brackets how many there are
 * @param promotes whether trials pause at each rung and the best are promoted
 * @param stopsLast whether trials end at max_t
 */
record AshaSettings(Rungs rungs, long factor, int brackets, boolean promotes, boolean stopsLast) {
  private static final String GRACE = "grace_period";
  private static final String MAX_T = "max_t";
  private static final String FACTOR = "reduction_factor";
  private static final String BRACKETS = "brackets";
  private static final String VARIANT = "variant";
  private static final String STOP_LAST = "stop_last_trials";

  static final ConfigSchema SCHEMA =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key(
                  GRACE, new ValueType.Whole(1, Steps.OLDEST), "the age of the first rung"),
              new ConfigSchema.Key(
                  MAX_T, new ValueType.Whole(1, Steps.OLDEST), "the oldest that a trial becomes"),
              new ConfigSchema.Key(
                  FACTOR,
                  new ValueType.Whole(2, Steps.OLDEST),
                  "one of so many goes on at each rung"),
              new ConfigSchema.Key(
                  BRACKETS, new ValueType.Whole(1, Integer.MAX_VALUE), "how many first rungs"),
              new ConfigSchema.Key(
                  VARIANT,
                  ValueType.Text.of("stopping", "promotion"),
                  "whether the worse stop, or all pause and the best go on"),
              new ConfigSchema.Key(STOP_LAST, new ValueType.Bool(), "whether trials end at max_t")),
          Map.of());

  /**
   * With Tune's defaults.
   *
   * @throws InvalidInputException when the settings contradict each other
   */
  static AshaSettings of(Config settings) {
    long grace = settings.getLong(GRACE, 1);
    long maxT = settings.getLong(MAX_T, 100);
    long factor = settings.getLong(FACTOR, 4);
    long brackets = settings.getLong(BRACKETS, 1);
    if (grace > maxT) {
      throw invalid(
          "%s: must not be more than max_t (%d > %d)".formatted(GRACE, grace, maxT),
          "say max_t: %d or more".formatted(grace));
    }
    Rungs rungs = Rungs.of(grace, maxT, factor);
    if (brackets > rungs.count()) {
      throw invalid(
          "%s: must not be more than there are rungs (%d > %d: %s)"
              .formatted(BRACKETS, brackets, rungs.count(), rungs.levels()),
          "say brackets: %d".formatted(rungs.count()));
    }
    return new AshaSettings(
        rungs,
        factor,
        (int) brackets,
        settings.getString(VARIANT, "stopping").equals("promotion"),
        settings.getBoolean(STOP_LAST, true));
  }

  private static InvalidInputException invalid(String message, String maybe) {
    return new InvalidInputException(new Problem(message, null, maybe));
  }
}
