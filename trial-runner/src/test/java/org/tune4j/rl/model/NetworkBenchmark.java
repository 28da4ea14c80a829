package org.tune4j.rl.model;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

/**
 * What the networks of the usual algorithms cost, in CPU time of this thread: {@code
 * NetworkBenchmark ROUNDS}. Start it with OMP_NUM_THREADS=1. For comparison, on two cores of an AMD
 * EPYC: PyTorch 1.13 spends 7.97 ms on an update of SAC and 970 µs on a minibatch of PPO.
 */
final class NetworkBenchmark {
  private static final int BATCH = 256;

  private NetworkBenchmark() {}

  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
    run(rounds, System.out);
  }

  static void run(int rounds, PrintStream out) {
    measure(out, "16 products of 256 x 256 x 256", rounds, products());
    measure(out, "SAC 256-256, batch 256", rounds, sac());
    ModelConfig small = DenseModels.config(List.of(64, 64), "tanh", List.of(), "relu", false);
    measure(
        out,
        "PPO 64-64, batch 128",
        rounds * 10,
        learning(small.policyAndValue(List.of(4), 2), 128));
    ModelConfig wide = DenseModels.config(List.of(256, 256), "tanh", List.of(), "relu", false);
    measure(
        out, "PPO 256-256, batch 128", rounds, learning(wide.policyAndValue(List.of(4), 2), 128));
    measure(out, "act 256-256, 1 row", rounds * 10, acting(wide.policyAndValue(List.of(4), 2)));
    ModelConfig images =
        new ModelConfig(
            List.of(),
            "tanh",
            List.of(),
            "relu",
            true,
            false,
            false,
            null,
            "relu",
            null,
            null,
            Config.of(Map.of()));
    NetworkSpec spec = images.policyAndValue(List.of(10, 10, 4), 6);
    measure(out, "PPO on 10 x 10 images, batch 128", rounds / 40 + 1, learning(spec, 128));
  }

  private static void measure(PrintStream out, String what, int rounds, Runnable action) {
    double best = Double.MAX_VALUE;
    for (int part = 0; part < 5; part++) {
      long start = cpu();
      for (int i = 0; i < rounds; i++) {
        action.run();
      }
      best = Math.min(best, (cpu() - start) / 1e3 / rounds);
    }
    out.printf(Locale.ROOT, "%-34s %9.1f us%n", what, best);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The products of an update of SAC that count. */
  private static Runnable products() {
    Blas.Matrix[] matrices = {new Blas.Matrix(), new Blas.Matrix(), new Blas.Matrix()};
    for (Blas.Matrix matrix : matrices) {
      matrix.reserve(BATCH * BATCH);
    }
    return () -> {
      for (int i = 0; i < 16; i++) {
        Blas.times(matrices[0], matrices[1], matrices[2], BATCH, BATCH, BATCH);
      }
    };
  }

  /** All that an update of SAC does with its networks, for 3 observations and 1 action. */
  private static Runnable sac() {
    Networks.Hiddens hiddens =
        new Networks.Hiddens(
            List.of(256, 256), Activation.RELU, new Init.Glorot(), new Init.Glorot());
    Model actor = model(Networks.actor(3, hiddens, 2, Activation.LINEAR));
    Model critics = model(Networks.critics(4, hiddens, 2));
    Targets targets = new Targets(critics);
    float[][] observations = rows(BATCH, 3);
    float[][] pairs = rows(BATCH, 4);
    float[][] q = rows(BATCH, 1);
    float[][] policy = rows(BATCH, 2);
    float[][] inputGradients = rows(BATCH, 4);
    float[][][] both = {q, q};
    return () -> {
      actor.network().forward(observations, BATCH);
      targets.network().forward(pairs, BATCH);
      critics.network().forward(pairs, BATCH);
      critics.learn(both, 1e-6, 1e9);
      actor.network().forward(observations, BATCH);
      critics.network().forward(pairs, BATCH);
      critics.network().inputGradients(both, inputGradients);
      actor.learn(new float[][][] {policy}, 1e-6, 1e9);
      targets.mix(0.005);
    };
  }

  private static Runnable learning(NetworkSpec spec, int batch) {
    Model model = model(spec);
    float[][] inputs = rows(batch, spec.inputs());
    model.network().forward(inputs, batch);
    float[][][] errors = new float[model.network().heads()][][];
    for (int head = 0; head < errors.length; head++) {
      errors[head] = rows(batch, model.network().output(head)[0].length);
    }
    return () -> {
      model.network().forward(inputs, batch);
      model.learn(errors, 1e-6, 1);
    };
  }

  private static Runnable acting(NetworkSpec spec) {
    Network network = model(spec).network();
    float[][] inputs = rows(1, spec.inputs());
    return () -> network.forward(inputs, 1);
  }

  private static Model model(NetworkSpec spec) {
    return Model.of(spec, spec.network(), 1, new Adam(spec.parameterCount(), 1e-8));
  }

  private static float[][] rows(int count, int width) {
    RandomGenerator random = Seeds.random(1);
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
