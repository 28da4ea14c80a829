package org.tune4j.tuner.schedule;

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
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Stops a trial that has not got better for some results, or lets another scheduler stop it only
 * then.
 */
final class Patience extends JudgedOnce<Patience.Tried> {
  static final String NAME = "patience";

  private static final String DELTA = "min_delta";

  /** {@code patience}. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          NAME,
          Set.of(),
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      NAME,
                      new ValueType.Whole(1, Integer.MAX_VALUE),
                      "for how many results a trial may be no better"),
                  new ConfigSchema.Key(
                      DELTA,
                      new ValueType.Real(0, Double.MAX_VALUE),
                      "what is better by no more than this is no better"),
                  new ConfigSchema.Key(
                      Wrapped.KEY,
                      new ValueType.Any(), // SchedulerKeys knows the type of each kind
                      "a trial scheduler that may stop a trial only then")),
              Map.of()),
          Patience::of);

  /** A trial that has not ended. */
  static final class Tried extends Past {
    private double best = Double.POSITIVE_INFINITY;

    /** How many results since then were no better. */
    private long inVain;
  }

  private final long patience;
  private final double delta;

  /** Whether nothing else decides. */
  private final boolean alone;

  private Patience(SchedulerKind.Setup setup, boolean alone) {
    super(NAME, Judge.ofFirst(setup));
    Config settings = setup.settings();
    if (settings.get(NAME) == null) {
      throw new InvalidInputException(
          new Problem("patience: must be given", null, "add patience: 5"));
    }
    this.patience = settings.getLong(NAME);
    this.delta = settings.getDouble(DELTA, 0);
    this.alone = alone;
  }

  private static TrialScheduler of(SchedulerKind.Setup setup) {
    @Nullable Object wrapped = setup.settings().get(Wrapped.KEY);
    Patience patience = new Patience(setup, wrapped == null);
    return wrapped == null ? patience : Patient.of(patience, wrapped, setup);
  }

  @Override
  Tried begin() {
    return new Tried();
  }

  @Override
  Verdict judge(Trial trial, Tried tried, Result result, double value, boolean othersWait) {
    if (value < tried.best - delta) {
      tried.best = value;
      tried.inVain = 0;
      return Verdict.GO_ON;
    }
    tried.inVain++;
    return alone && isOver(trial)
        ? new Verdict.Stop(reason("%s at %s".formatted(text(trial), at(result))))
        : Verdict.GO_ON;
  }

  /** Whether a trial had its chance. */
  boolean isOver(Trial trial) {
    return past(trial).inVain >= patience;
  }

  /** {@code loss did not get better than 0.5 in 5 results}. */
  String text(Trial trial) {
    Tried tried = past(trial);
    if (isOut(tried.best)) {
      return "%s is out of bounds, and got no nearer to them in %d results"
          .formatted(metric(), tried.inVain);
    }
    return "%s did not get better than %s%s in %d results"
        .formatted(metric(), text(tried.best), by(), tried.inVain);
  }

  private String by() {
    return delta == 0 ? "" : " by more than " + Numbers.text(delta);
  }

  @Override
  public List<String> plan() {
    return List.of(
        "%s: a trial %s when its %s has not got better%s in %d results"
            .formatted(NAME, alone ? "ends" : "may be stopped", metric(), by(), patience));
  }
}
