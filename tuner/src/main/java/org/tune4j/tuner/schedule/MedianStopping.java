package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Stops a trial whose best value so far is worse than the median of the means that the other trials
 * had when they were as old (Golovin et al., "Google Vizier: a service for black-box optimization",
 * 2017, section 3.2.2).
 *
 * <p>Trials are compared at {@link Moments}: what is kept of a trial is its mean at each moment
 * that it reached, 8 bytes each, in a structure that knows its median.
 */
final class MedianStopping extends JudgedOnce<MedianStopping.Course> {
  private static final String NAME = "median_stopping";
  private static final String GRACE = "grace_period";
  private static final String SAMPLES = "min_samples_required";
  private static final String SLICE = "min_time_slice";
  private static final String HARD = "hard_stop";

  /** {@code median_stopping}. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          NAME,
          Set.of("medianstopping", "median_stopping_rule"),
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      GRACE, new ValueType.Real(0, Double.MAX_VALUE), "no younger trial is judged"),
                  new ConfigSchema.Key(
                      SAMPLES,
                      new ValueType.Whole(1, Integer.MAX_VALUE),
                      "how many others a trial is compared with at least"),
                  new ConfigSchema.Key(
                      SLICE,
                      new ValueType.Real(0, Double.MAX_VALUE),
                      "for how long a trial runs before it may make room for others; 0 for ever"),
                  new ConfigSchema.Key(
                      HARD, new ValueType.Bool(), "whether trials end rather than pause")),
              Map.of()),
          MedianStopping::new);

  /** A trial that has not ended. */
  static final class Course extends Past {
    private double best = Double.POSITIVE_INFINITY;
    private double sum;
    private int results;

    /** The last moment that it reached; -1 before the first. */
    private int moment = -1;

    /** How old it was when it last made room for others. */
    private double pausedAt;

    /** Whether it has paused because it was worse than the median: once is enough. */
    private boolean stoodBack;

    /** Whether it has kept to all bounds once: only such results count from then on. */
    private boolean hasKept;

    private void add(double value, boolean isOut) {
      if (!isOut && !hasKept) {
        hasKept = true;
        sum = 0;
        results = 0;
      }
      if (isOut != hasKept) {
        sum += value;
        results++;
      }
    }

    private double mean() {
      return sum / results;
    }
  }

  /** Who waits. */
  private record Waiting(boolean stoodBack, double best, int number, String trialId) {}

  private final double grace;
  private final long samples;
  private final double slice;
  private final boolean hard;
  private final List<@Nullable Quantile> means = new ArrayList<>();
  private final TreeSet<Waiting> waiting =
      new TreeSet<>(
          Comparator.comparing(Waiting::stoodBack)
              .thenComparingDouble(Waiting::best)
              .thenComparingInt(Waiting::number));

  MedianStopping(SchedulerKind.Setup setup) {
    super(NAME, Judge.ofFirst(setup));
    Config settings = setup.settings();
    this.grace = settings.getDouble(GRACE, 4);
    this.samples = settings.getLong(SAMPLES, 3);
    this.slice = settings.getDouble(SLICE, 0);
    this.hard = settings.getBoolean(HARD, true);
  }

  @Override
  Course begin() {
    return new Course();
  }

  @Override
  Verdict judge(Trial trial, Course course, Result result, double value, boolean othersWait) {
    double age = age(result);
    course.best = Math.min(course.best, value);
    if (age < grace) {
      return Verdict.GO_ON;
    }
    int moment = Moments.reached(age);
    boolean isNew = moment > course.moment;
    if (isNew && course.results > 0) {
      for (int passed = course.moment + 1; passed < moment; passed++) {
        means(passed).add(course.mean()); // as it was then
      }
    }
    course.add(value, isOut(value));
    if (!isNew) {
      return Verdict.GO_ON;
    }
    course.moment = moment;
    Quantile others = means(moment);
    Verdict verdict =
        others.size() < samples
            ? makeRoom(course, result, others.size(), othersWait)
            : compare(course, result, others, othersWait);
    others.add(course.mean());
    return verdict;
  }

  private Verdict compare(Course course, Result result, Quantile others, boolean othersWait) {
    if (course.best <= bar(others)) {
      return Verdict.GO_ON;
    }
    String reason =
        reason(
            "the best %s so far, %s, is worse than %s, the median of %d others' means, at %s"
                .formatted(
                    metric(), text(course.best), text(bar(others)), others.size(), at(result)));
    if (hard) {
      return new Verdict.Stop(reason);
    }
    if (course.stoodBack || !othersWait) {
      return Verdict.GO_ON;
    }
    course.stoodBack = true;
    return new Verdict.Pause(reason);
  }

  /** It cannot be judged yet: others that can change that may go first. */
  private Verdict makeRoom(Course course, Result result, int others, boolean othersWait) {
    if (slice == 0 || !othersWait || age(result) - course.pausedAt <= slice) {
      return Verdict.GO_ON;
    }
    course.pausedAt = age(result);
    return new Verdict.Pause(
        reason(
            "makes room at %s: %d others were as old, and %d are needed"
                .formatted(at(result), others, samples)));
  }

  private Quantile means(int moment) {
    while (means.size() <= moment) {
      means.add(null);
    }
    Quantile there = means.get(moment);
    if (there == null) {
      there = new Quantile(0.5);
      means.set(moment, there);
    }
    return there;
  }

  @Override
  public void onPaused(Trial trial) {
    waiting.add(waiting(trial));
  }

  @Override
  public void onResumed(Trial trial) {
    waiting.remove(waiting(trial));
    forgive(past(trial));
  }

  @Override
  void ended(Trial trial, Course course) {
    waiting.remove(waiting(trial));
  }

  private Waiting waiting(Trial trial) {
    Course course = past(trial);
    return new Waiting(course.stoodBack, course.best, trial.number(), trial.id());
  }

  /** New trials first: then those that only made room, then those that were worse. */
  @Override
  public Choice choose(boolean more) {
    if (more || waiting.isEmpty()) {
      return more ? Choice.NEW_TRIAL : Choice.NOTHING;
    }
    return new Choice.Resume(
        waiting.first().trialId(), reason("nothing else has use for the room"), null);
  }

  @Override
  public boolean pauses() {
    return !hard || slice > 0;
  }

  @Override
  public List<String> plan() {
    return List.of(
        "%s: from %s %s on, a trial %s when its best %s is worse than the median of at least %d others' means"
            .formatted(
                NAME,
                timeAttr(),
                Numbers.text(grace),
                hard ? "ends" : "pauses",
                metric(),
                samples));
  }
}
