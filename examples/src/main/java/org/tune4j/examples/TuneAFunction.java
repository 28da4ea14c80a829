package org.tune4j.examples;

import static org.tune4j.tuner.Domains.uniform;

import java.nio.file.Path;
import java.util.Objects;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.SweepResult;
import org.tune4j.tuner.Tuner;

/**
 * Looks for the lowest point of a function of two numbers. Nothing here needs DL4J on the class
 * path.
 *
 * <pre>TUNE_MAIN=examples/src/main/java/org/tune4j/examples/TuneAFunction.java ./tune</pre>
 */
public final class TuneAFunction {
  private TuneAFunction() {}

  public static void main(String[] args) throws InterruptedException {
    Path results = Path.of(args.length > 0 ? args[0] : "tune-results");

    TrainableRegistry trainables = TrainableRegistry.load();
    trainables.register(
        FunctionTrainable.ofValue("himmelblau", "height", TuneAFunction::himmelblau));

    Sweep sweep =
        Sweep.named("himmelblau")
            .run("himmelblau")
            .objective("height", Mode.MIN)
            .config("x", uniform(-5, 5))
            .config("y", uniform(-5, 5))
            .numSamples(200)
            .seed(1)
            .build(trainables);

    try (Tuner tuner = Tuner.open(results, Tuner.allCpus(), trainables)) {
      SweepResult result = tuner.run(sweep);
      Trial best = Objects.requireNonNull(result.best());
      System.out.printf(
          "%d trials; the lowest point is %.4f at %s%n",
          result.terminated(), best.bestValue(), best.config());
    }
  }

  /** Four points have height 0; one of them is (3, 2). */
  private static double himmelblau(Config config) {
    double x = config.getDouble("x");
    double y = config.getDouble("y");
    return Math.pow(x * x + y - 11, 2) + Math.pow(x + y * y - 7, 2);
  }
}
