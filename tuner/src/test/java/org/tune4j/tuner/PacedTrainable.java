package org.tune4j.tuner;

import java.time.Duration;
import java.util.Map;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;

/**
 * Reports {@code iterations} results and does nothing else: {@code rate} a second without drift
 * (step k ends k / rate seconds after the start, or at once when that has passed), or as fast as it
 * can when the rate is 0.
 */
public final class PacedTrainable implements Trainable {
  private TrialContext context;
  private long start;
  private double rate;
  private long iterations;
  private long iteration;

  @Override
  public void setup(TrialContext trial) {
    context = trial;
    rate = trial.config().getDouble("rate", 0);
    iterations = trial.config().getLong("iterations", 10);
    start = System.nanoTime();
  }

  @Override
  public Map<String, ?> step() throws Exception {
    iteration++;
    if (rate > 0) {
      long left = start + (long) (iteration / rate * 1e9) - System.nanoTime();
      Thread.sleep(Duration.ofNanos(Math.max(0, left)));
    }
    double loss = context.config().getDouble("lr", 1) / iteration;
    return Map.of("loss", loss, "score", -loss, "done", iteration >= iterations);
  }
}
