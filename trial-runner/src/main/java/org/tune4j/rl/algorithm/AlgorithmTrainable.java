package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.Evaluable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * An algorithm as a trainable. One step is one training iteration: rounds of sampling and learning,
 * at least one, until {@code timesteps_per_iteration} environment steps were made and {@code
 * min_train_timesteps_per_reporting} were learned from.
 *
 * <p>A checkpoint is the file {@code state.bin} with everything that going on needs, {@code
 * policy.bin} with what playing needs, {@code policy.zip} with the network as DL4J's {@code
 * ComputationGraph.load} reads it, and {@code trial.json} with the algorithm, the config and the
 * seed. Going on from it is exact, bit for bit, when the environment can be saved and a replay
 * buffer, if there is one, is stored.
 */
public final class AlgorithmTrainable implements Evaluable {
  static final String TRIAL = "trial.json";
  private static final String STATE = "state.bin";
  private static final String POLICY = "policy.zip";

  private final AlgorithmKind kind;
  private final List<AutoCloseable> closed = new ArrayList<>();
  private final LearnerStats stats = new LearnerStats();
  private @Nullable Running running;

  private record Running(
      Config user,
      Config resolved,
      long trialSeed,
      CommonConfig config,
      Training training,
      Algorithm algorithm,
      Supervision supervision) {}

  /** A trial of an algorithm, to be set up. */
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
              "use MARWIL, BC, DQN, SAC or another one that replays"));
    }
    double cpus = context.placement().total().cpu();
    Config inEvaluation = kind.settings().inEvaluation(context.config(), Config.empty());
    Evaluations evaluations = evaluations(resolved, inEvaluation, training.seed(), cpus);
    Supervision supervision = new Supervision(resolved, inEvaluation, training, evaluations);
    running =
        new Running(
            context.config(), resolved, context.seed(), config, training, algorithm, supervision);
  }

  @Override
  public List<Played> evaluate(TrialContext context, Path checkpoint, Request request)
      throws IOException {
    SavedPolicy saved = SavedPolicy.read(checkpoint);
    Config resolved = kind.settings().resolve(context.config());
    Config more =
        Config.empty()
            .with("explore", request.explore())
            .with("env_config", request.envConfig().asMap());
    Config different = kind.settings().inEvaluation(context.config(), more);
    Long own = Binding.bind(CommonConfig.class, resolved).seed();
    long ofTrial = own == null ? context.seed() : own;
    long seed = request.seed() == null ? ofTrial : request.seed();
    try (Evaluation evaluation =
        new Evaluation(different, kind.policies().apply(different), 1, seed, 1)) {
      Object task = saved.task();
      if (task != null && request.envConfig().isEmpty()) {
        evaluation.setTask(task);
      }
      evaluation.evaluate(saved.subject());
      return evaluation.play(request.episodes()).stream()
          .map(episode -> new Played(episode.reward(), episode.length()))
          .toList();
    }
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
    long trainedBefore = training.trained();
    training.beginIteration();
    supervision.begin();
    do {
      algorithm.round();
    } while (training.sampled() - before < running().config.timestepsPerIteration()
        || training.trained() - trainedBefore < running().config.minTrained());
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
      out.put("algorithm", kind.name());
      running().training.save(out);
      running().algorithm.save(out);
      running().supervision.save(out);
      stats.save(running().algorithm, running().training.trained(), out);
    }
    new SavedPolicy(
            Evaluation.Subject.of(running().training), running().supervision.evaluationTask())
        .write(folder);
    running().algorithm.model().writeGraph(folder.resolve(POLICY));
    Config trial =
        Config.empty()
            .with("run", kind.name())
            .with("seed", running().trialSeed)
            .with("config", running().user.asMap());
    Files.writeString(folder.resolve(TRIAL), trial.toString());
  }

  @Override
  public void restore(Path folder) throws IOException {
    try (var in = new StateReader(folder.resolve(STATE))) {
      in.expect("algorithm", kind.name());
      boolean[] fresh = running().training.restore(in);
      running().algorithm.restore(in, fresh);
      running().supervision.restore(in);
      stats.restore(in, running().training.trained());
    }
  }

  @Override
  public void close() {
    Closing.all(closed.reversed());
  }

  private Map<String, @Nullable Object> result(Training training, Algorithm algorithm, long steps) {
    Map<String, Object> learner = new LinkedHashMap<>();
    learner.put("learner_stats", stats.of(algorithm, training.trained()));
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
