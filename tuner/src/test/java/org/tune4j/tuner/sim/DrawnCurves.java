package org.tune4j.tuner.sim;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Trial;

/** Random learning curves, pure by (trial, attempt, iteration). */
final class DrawnCurves implements Curves {
  /** Beyond so many attempts none fails, or a trial that may always try again never ends. */
  private static final int FAILING_ATTEMPTS = 4;

  private final long seed;
  private final int doneAt;
  private final double secondsEach;
  private final double spread;
  private final double noise;
  private final boolean coarse;
  private final double missing;
  private final double failing;
  private final double unsavable;
  private final double damaged;

  /** How far a trial has come: its iterations must follow on each other. */
  private record Learnt(int iteration) implements State {}

  DrawnCurves(Dice dice, int doneAt) {
    this.seed = dice.seed();
    this.doneAt = doneAt;
    this.secondsEach = dice.chance(0.05) ? 0 : dice.between(0.1, 3);
    this.spread = dice.chance(0.4) ? 0 : dice.between(0, 4);
    this.noise = dice.chance(0.5) ? 0 : dice.between(0, 1);
    this.coarse = dice.chance(0.2);
    this.missing = dice.chance(0.8) ? 0 : dice.between(0, 1);
    this.failing = dice.chance(0.6) ? 0 : dice.between(0, 0.15);
    this.unsavable = dice.chance(0.9) ? 0 : dice.between(0, 1);
    this.damaged = dice.chance(0.8) ? 0 : dice.between(0, 0.3);
  }

  @Override
  public Step step(Trial trial, int iteration, @Nullable State state) {
    int before = state instanceof Learnt learnt ? learnt.iteration : 0;
    if (before != iteration - 1) {
      throw new AssertionError(trial.id() + " runs iteration " + iteration + " after " + before);
    }
    long number = trial.number() * 1_000_003L + iteration;
    double seconds = secondsEach * (1 + spread * chance("seconds", number));
    if (trial.attempts() <= FAILING_ATTEMPTS
        && chance("fail", number * 31 + trial.attempts()) < failing) {
      return Step.failing(seconds * chance("when", number), "boom\nat line 1");
    }
    boolean cannotSave = chance("save", trial.number()) < unsavable;
    return new Step(
        seconds,
        metrics(trial, iteration, number),
        iteration % 3,
        doneAt > 0 && iteration >= doneAt,
        cannotSave ? 0 : 1 + trial.number() % 7 * 3_000L,
        new Learnt(iteration),
        null);
  }

  @Override
  public boolean isDamaged(Trial trial, Checkpoint from) {
    return trial.attempts() < 10 * FAILING_ATTEMPTS
        && chance("damage", from.hashCode() * 31L + trial.attempts()) < damaged;
  }

  private SortedMap<String, Double> metrics(Trial trial, int iteration, long number) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    double quality = (trial.config().hashCode() & 0xffff) / 65536.0;
    double loss = quality + 2.0 / iteration + noise * (chance("noise", number) - 0.5);
    if (chance("missing", number) >= missing) {
      metrics.put("loss", coarse ? Math.rint(loss) : loss);
      metrics.put("cost", 1 - quality);
    }
    return metrics;
  }

  private double chance(String purpose, long number) {
    return Seeds.derive(seed, purpose, number) / (double) (1L << 53);
  }
}
