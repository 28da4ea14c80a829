package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;

/**
 * An algorithm as a trainable. One step is one training iteration: rounds of sampling and learning,
 * at least one, until {@code timesteps_per_iteration} environment steps were made.
 *
 * <p>A checkpoint is the file {@code state.bin} with everything that going on needs, and {@code
 * policy.zip} with the network as DL4J's {@code ComputationGraph.load} reads it. Going on from it
 * is exact, bit for bit, when the environment can be saved and a replay buffer, if there is one, is
 * stored.
 */
public final class AlgorithmTrainable implements Trainable {
  private static final String STATE = "state.bin";
  private static final String POLICY = "policy.zip";

  private final AlgorithmKind kind;
  private @Nullable Running running;

  private record Running(CommonConfig config, Training training, Algorithm algorithm) {}

  public AlgorithmTrainable(AlgorithmKind kind) {
    this.kind = kind;
  }

  @Override
  public void setup(TrialContext context) {
    Config resolved = kind.settings().resolve(context.config());
    CommonConfig config = Binding.bind(CommonConfig.class, resolved);
    PolicyMaker policies = kind.policies().apply(resolved);
    double cpus = context.placement().total().cpu();
    Training training = new Training(resolved, context.seed(), policies, kind.asynchronous(), cpus);
    running = new Running(config, training, kind.maker().apply(resolved, training));
  }

  @Override
  public Map<String, ? extends @Nullable Object> step() {
    Training training = running().training;
    Algorithm algorithm = running().algorithm;
    long before = training.sampled();
    training.beginIteration();
    do {
      algorithm.round();
    } while (training.sampled() - before < running().config.timestepsPerIteration());
    return result(training, algorithm, training.sampled() - before);
  }

  /** The network as it is now. */
  public Model model() {
    return running().algorithm.model();
  }

  @Override
  public void save(Path folder) throws IOException {
    try (var out = new StateWriter(folder.resolve(STATE))) {
      running().training.save(out);
      running().algorithm.save(out);
    }
    running().algorithm.model().writeGraph(folder.resolve(POLICY));
  }

  @Override
  public void restore(Path folder) throws IOException {
    try (var in = new StateReader(folder.resolve(STATE))) {
      boolean[] fresh = running().training.restore(in);
      running().algorithm.restore(in, fresh);
    }
  }

  @Override
  public void close() {
    if (running != null) {
      running.training.close();
    }
  }

  private static Map<String, Object> result(Training training, Algorithm algorithm, long steps) {
    Map<String, Object> info = new LinkedHashMap<>();
    Map<String, Object> learned = new LinkedHashMap<>();
    learned.put("learner_stats", algorithm.learnerStats());
    if (!algorithm.model().metrics().isEmpty()) {
      learned.put("model", algorithm.model().metrics());
    }
    info.put("learner", Map.of("default_policy", learned));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("timesteps_this_iter", steps);
    training.report(result, info);
    algorithm.report(info);
    result.put("info", info);
    return result;
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("the algorithm was not set up");
    }
    return running;
  }
}
