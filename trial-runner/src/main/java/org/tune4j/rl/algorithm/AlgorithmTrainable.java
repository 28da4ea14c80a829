package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

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
  private final List<AutoCloseable> closed = new ArrayList<>();
  private @Nullable Running running;

  private record Running(
      CommonConfig config, Training training, Algorithm algorithm, Supervision supervision) {}

  public AlgorithmTrainable(AlgorithmKind kind) {
    this.kind = kind;
  }

  @Override
  public void setup(TrialContext context) {
    Config resolved = kind.settings().resolve(context.config());
    CommonConfig config = Binding.bind(CommonConfig.class, resolved);
    Training training = new Training(kind, resolved, context);
    closed.add(training);
    Algorithm algorithm = kind.maker().apply(resolved, training);
    if (training.readsInput() && !algorithm.learnsFromRecorded()) {
      throw new InvalidInputException(
          new Problem(
              "config: input: "
                  + kind.name()
                  + " learns only from what its own policy does ("
                  + resolved.get("input")
                  + ")",
              null,
              "use MARWIL, BC or DQN"));
    }
    double cpus = context.placement().total().cpu();
    Config inEvaluation =
        kind.settings()
            .resolve(context.config().overlaidBy(resolved.getConfig("evaluation_config")));
    Evaluations evaluations = evaluations(resolved, inEvaluation, training.seed(), cpus);
    Supervision supervision = new Supervision(resolved, inEvaluation, training, evaluations);
    running = new Running(config, training, algorithm, supervision);
  }

  private @Nullable Evaluations evaluations(
      Config resolved, Config inEvaluation, long seed, double cpus) {
    EvaluationConfig config = Binding.bind(EvaluationConfig.class, resolved);
    if (config.evaluationInterval() == null) {
      return null;
    }
    Evaluation evaluation =
        new Evaluation(
            inEvaluation,
            kind.policies().apply(inEvaluation),
            Math.max(1, config.evaluationNumWorkers()),
            seed,
            cpus);
    closed.add(evaluation);
    Evaluations made = new Evaluations(config, evaluation, resolved, cpus > 1);
    closed.remove(evaluation);
    closed.add(made);
    return made;
  }

  @Override
  public Map<String, ? extends @Nullable Object> step() {
    Training training = running().training;
    Algorithm algorithm = running().algorithm;
    Supervision supervision = running().supervision;
    long before = training.sampled();
    training.beginIteration();
    supervision.begin();
    do {
      algorithm.round();
    } while (training.sampled() - before < running().config.timestepsPerIteration());
    long steps = training.sampled() - before;
    Map<String, @Nullable Object> result = result(training, algorithm, steps);
    supervision.end(result, steps);
    return result;
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
      running().supervision.save(out);
    }
    running().algorithm.model().writeGraph(folder.resolve(POLICY));
  }

  @Override
  public void restore(Path folder) throws IOException {
    try (var in = new StateReader(folder.resolve(STATE))) {
      boolean[] fresh = running().training.restore(in);
      running().algorithm.restore(in, fresh);
      running().supervision.restore(in);
    }
  }

  @Override
  public void close() {
    closed.reversed().forEach(AlgorithmTrainable::close);
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, @Nullable Object> result(
      Training training, Algorithm algorithm, long steps) {
    Map<String, Object> learner = new LinkedHashMap<>();
    learner.put("learner_stats", algorithm.learnerStats());
    if (!algorithm.model().metrics().isEmpty()) {
      learner.put("model", algorithm.model().metrics());
    }
    if (!training.learnResult().isEmpty()) {
      learner.put("custom_metrics", training.learnResult());
    }
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("learner", Map.of("default_policy", learner));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("timesteps_this_iter", steps);
    training.report(result, info);
    algorithm.report(info);
    result.put("info", info);
    return new LinkedHashMap<>(result);
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("the algorithm was not set up");
    }
    return running;
  }
}
