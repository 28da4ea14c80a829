package org.tune4j.architecture;

import java.nio.file.Path;
import java.util.Map;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.SweepResult;
import org.tune4j.tuner.Tuner;

/**
 * A program that embeds tune4j for a trainable of its own; {@link EmbeddingWithoutDl4jTest} starts
 * it.
 */
final class EmbeddedProgram {
  private EmbeddedProgram() {}

  public static void main(String[] args) throws Exception {
    for (String gone :
        new String[] {"org.nd4j.linalg.factory.Nd4j", "org.bytedeco.javacpp.Pointer"}) {
      try {
        Class.forName(gone);
        System.out.println("on the class path: " + gone);
        System.exit(3);
      } catch (ClassNotFoundException e) {
        // as it should be
      }
    }
    TrainableRegistry trainables = TrainableRegistry.load();
    trainables.register(
        FunctionTrainable.ofValue("square", "y", config -> Math.pow(config.getDouble("x") - 3, 2)));
    Sweep sweep =
        Sweep.named("embedded")
            .run("square")
            .objective("y", Mode.MIN)
            .config("x", Map.of("grid_search", java.util.List.of(1, 2, 3, 4)))
            .seed(1)
            .build(trainables);
    try (Tuner tuner = Tuner.open(Path.of(args[0]), new Resources(2, 0), trainables)) {
      SweepResult result = tuner.run(sweep);
      System.out.println(
          "ended well: " + result.terminated() + ", best: " + result.best().config());
    }
  }
}
