package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Stops a trial whose best value so far is not among the best so many per cent of what the trials
 * that ran to their end had reported when they were as old: the rule of Optuna's {@code
 * PercentilePruner}, and with 50 that of its {@code MedianPruner}.
 *
 * <p>What is kept of a trial that ran to its end is one number for each interval; of one that was
 * stopped or failed, nothing.
 */
final class Percentile extends JudgedOnce<Percentile.Curve> {
  private static final String NAME = "percentile";
  private static final String STARTUP = "n_startup_trials";
  private static final String LEAST = "n_min_trials";

  /** {@code percentile}. */
  static final SchedulerKind KIND =
      new SchedulerKind(NAME, Set.of(), true, schema(), Percentile::new);

  /** A trial that has not ended. */
  static final class Curve extends Past {
    private double best = Double.POSITIVE_INFINITY;
    private long[] steps = new long[4];
    private double[] values = new double[4];
    private int size;

    private boolean isNew(long step) {
      return step >= 0 && (size == 0 || step > steps[size - 1]);
    }

    private void add(long step, double value) {
      if (size == steps.length) {
        steps = Arrays.copyOf(steps, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      steps[size] = step;
      values[size++] = value;
    }
  }

  private final double percentile;
  private final long startup;
  private final long least;
  private final Steps steps;
  private final Map<Long, Quantile> others = new HashMap<>();
  private long complete;

  Percentile(SchedulerKind.Setup setup) {
    super(NAME, Judge.ofFirst(setup));
    Config settings = setup.settings();
    this.percentile = settings.getDouble(NAME, 25);
    this.startup = settings.getLong(STARTUP, 5);
    this.least = settings.getLong(LEAST, 1);
    this.steps = Steps.of(settings);
  }

  private static ConfigSchema schema() {
    List<ConfigSchema.Key> keys = new ArrayList<>(Steps.KEYS);
    keys.add(
        new ConfigSchema.Key(
            NAME, new ValueType.Real(0, 100), "the best so many per cent are good enough"));
    keys.add(
        new ConfigSchema.Key(
            STARTUP,
            new ValueType.Whole(0, Integer.MAX_VALUE),
            "before so many trials are complete, none is judged"));
    keys.add(
        new ConfigSchema.Key(
            LEAST,
            new ValueType.Whole(1, Integer.MAX_VALUE),
            "how many others a trial is compared with at least"));
    return ConfigSchema.of(keys, Map.of());
  }

  @Override
  Curve begin() {
    return new Curve();
  }

  @Override
  Verdict judge(Trial trial, Curve curve, Result result, double value, boolean othersWait) {
    curve.best = Math.min(curve.best, value);
    long step = steps.at(age(result));
    if (!curve.isNew(step)) {
      return Verdict.GO_ON;
    }
    curve.add(step, value);
    @Nullable Quantile there = others.get(step);
    if (complete < startup || there == null || there.size() < least || curve.best <= bar(there)) {
      return Verdict.GO_ON;
    }
    return new Verdict.Stop(
        reason(
            "the best %s so far, %s, is not among the best %s %% (%s) of %d complete trials at %s"
                .formatted(
                    metric(),
                    text(curve.best),
                    Numbers.text(percentile),
                    text(bar(there)),
                    there.size(),
                    at(result))));
  }

  @Override
  void ended(Trial trial, Curve curve) {
    if (isComplete(trial, curve)) {
      complete++;
      for (int i = 0; i < curve.size; i++) {
        others
            .computeIfAbsent(curve.steps[i], step -> new Quantile(percentile / 100))
            .add(curve.values[i]);
      }
    }
  }

  @Override
  public List<String> plan() {
    return List.of(
        "%s: when %d trials are complete, one ends%s unless its best %s is among the best %s %% of theirs"
            .formatted(NAME, startup, steps.text(timeAttr()), metric(), Numbers.text(percentile)));
  }
}
