package org.tune4j.rl.algorithm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.offline.InputSpec;
import org.tune4j.rl.offline.OffPolicyEstimates;
import org.tune4j.rl.offline.Recorded;
import org.tune4j.rl.offline.RecordedInput;
import org.tune4j.rl.offline.RowFormat;
import org.tune4j.rl.offline.TrajectoryWriter;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What a trial reads and records: {@code input} beside or instead of what its workers sample, and
 * {@code output}. Not thread-safe.
 */
final class OfflineData implements AutoCloseable {
  private final OfflineConfig config;
  private final Policy policy;
  private final @Nullable RecordedInput input;
  private final OffPolicyEstimates estimates;
  private final List<TrajectoryWriter> writers = new ArrayList<>();

  /**
   * Finds the files; makes none before there is something to record.
   *
   * @param format what recorded rows must be
   * @param policy the one that is trained
   */
  OfflineData(
      OfflineConfig config, CommonConfig common, RowFormat format, Policy policy, long seed) {
    this.config = config;
    this.policy = policy;
    InputSpec spec = config.spec();
    if (spec.reads() && !common.observationFilter().equals("NoFilter")) {
      throw new InvalidInputException(
          new Problem(
              "config: observation_filter: must be NoFilter with input ("
                  + common.observationFilter()
                  + "): nobody knows how recorded observations were filtered",
              null,
              "record without a filter, too"));
    }
    input = spec.reads() ? new RecordedInput(spec, format, config.shuffleBufferSize(), seed) : null;
    estimates =
        new OffPolicyEstimates(common.gamma(), config.evaluates("is"), config.evaluates("wis"));
  }

  /**
   * Records what workers sample.
   *
   * @param trial what the names of its files begin with
   */
  void record(String trial, int workers, CommonConfig common, long seed) {
    if (config.output() == null) {
      return;
    }
    var output =
        new TrajectoryWriter.Output(Path.of(config.output()), trial, config.outputMaxFileSize());
    Distribution drawnFrom = isDrawn(common) ? policy.distribution() : null;
    for (int i = 0; i < workers; i++) {
      writers.add(new TrajectoryWriter(output, i, drawnFrom, seed));
    }
  }

  /** Whether actions are drawn from the policy's own distribution, always. */
  private boolean isDrawn(CommonConfig common) {
    return policy.distribution().hasProbabilities()
        && common.explore()
        && common.explorationConfig().getString("type", "").equals("StochasticSampling")
        && common.explorationConfig().getLong("random_timesteps", 0) == 0;
  }

  /** Whether anything recorded is learned from. */
  boolean reads() {
    return input != null;
  }

  /** Whether workers sample only to see how the policy does. */
  boolean simulates() {
    return config.evaluates("simulation") && !config.spec().samples();
  }

  /**
   * Reads so many steps at least, and judges the policy by them.
   *
   * @return nothing when it is the turn of the workers
   */
  List<Trajectory> read(int steps) {
    if (input == null) {
      return List.of();
    }
    List<Recorded> read = input.read(steps);
    read.forEach(recorded -> estimates.add(recorded, policy));
    return read.stream().map(Recorded::trajectory).toList();
  }

  /** Records what a worker sampled. */
  void write(int worker, List<Trajectory> trajectories) {
    if (!writers.isEmpty()) {
      writers.get(worker).write(trajectories);
    }
  }

  void beginIteration() {
    estimates.beginIteration();
  }

  void report(Map<String, Object> result) {
    Map<String, Object> all = estimates.report();
    if (!all.isEmpty()) {
      result.put("off_policy_estimator", all);
    }
  }

  void save(StateWriter out) {
    out.put("reads_input", reads());
    if (input != null) {
      input.save(out);
      estimates.save(out);
    }
  }

  void restore(StateReader in) {
    boolean saved = in.getBoolean("reads_input");
    if (saved && input != null) {
      input.restore(in);
      estimates.restore(in);
    } else if (saved || input != null) {
      throw new IllegalStateException(
          "checkpoint: input: was " + (saved ? "read from files" : "sampled") + ", and now is not");
    }
  }

  @Override
  public void close() {
    List<AutoCloseable> open = new ArrayList<>(writers);
    if (input != null) {
      open.add(input);
    }
    Closing.all(open);
  }
}
