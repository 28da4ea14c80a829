package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.env.Environment;
import org.tune4j.rl.env.Environments;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.preprocess.ActionMapping;
import org.tune4j.rl.rollout.Observer;
import org.tune4j.rl.rollout.RolloutConfig;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.space.Config;

/**
 * The policy of a checkpoint, to be asked about raw observations of its environment; encoder, frame
 * stack and filter are applied. Show it an observation, then ask:
 *
 * <pre>{@code
 * TrainedPolicy policy = TrainedPolicy.load(Path.of("checkpoint_000010-1.zip"));
 * policy.begin(firstObservation);
 * float[] action = policy.action();
 * policy.next(observation);
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class TrainedPolicy {
  private final Policy policy;
  private final Observer observer;
  private final ActionMapping mapping;
  private final int actionSize;
  private final float[][] row = new float[1][];

  private TrainedPolicy(Policy policy, Observer observer, ActionMapping mapping, int actionSize) {
    this.policy = policy;
    this.observer = observer;
    this.mapping = mapping;
    this.actionSize = actionSize;
  }

  /**
   * The policy that a checkpoint holds.
   *
   * @param checkpoint the file that tune keeps, such as {@code checkpoint_000010-1.zip}, or the
   *     folder that {@link AlgorithmTrainable#save} wrote
   * @throws IOException when it cannot be read
   */
  public static TrainedPolicy load(Path checkpoint) throws IOException {
    if (Files.isDirectory(checkpoint)) {
      return ofFolder(checkpoint);
    }
    Path unpacked = Files.createTempDirectory("tune-policy-");
    try {
      CheckpointArchive.unpack(checkpoint, unpacked);
      return ofFolder(CheckpointArchive.trainableFolder(unpacked));
    } finally {
      CheckpointArchive.delete(unpacked);
    }
  }

  private static TrainedPolicy ofFolder(Path folder) throws IOException {
    Config trial = Config.parse(Files.readString(folder.resolve(AlgorithmTrainable.TRIAL)));
    AlgorithmKind kind = RlProvider.kind(trial.getString("run"));
    Config resolved = kind.settings().resolve(trial.getConfig("config"));
    CommonConfig common = Binding.bind(CommonConfig.class, resolved);
    RolloutConfig rollout = common.rollout(resolved.getConfig("model")).frozen();
    Evaluation.Subject saved = SavedPolicy.read(folder).subject();
    try (Environment spaces = Environments.create(rollout.env(), rollout.envConfig())) {
      Observer observer = new Observer(spaces.observationSpace(), rollout);
      observer.filter().set(saved.filter());
      ActionMapping mapping =
          ActionMapping.of(spaces.actionSpace(), rollout.normalizeActions(), rollout.clipActions());
      Policy policy =
          kind.policies().apply(resolved).make(observer.encoder(), mapping.policySpace());
      policy.network().load(saved.parameters());
      return new TrainedPolicy(policy, observer, mapping, spaces.actionSpace().size());
    }
  }

  /**
   * Shows it the first observation of an episode.
   *
   * @param observation in the flat encoding of the environment's space
   */
  public void begin(float[] observation) {
    row[0] = observer.first(0, observation);
    policy.forward(row, 1);
  }

  /** Shows it the next observation of the episode. */
  public void next(float[] observation) {
    row[0] = observer.next(0, observation);
    policy.forward(row, 1);
  }

  /** The most likely action, in the flat encoding of the environment's space. */
  public float[] action() {
    float[] chosen = new float[distribution().actionSize()];
    distribution().mode(outputs(), chosen);
    return toEnvironment(chosen);
  }

  /** An action that is drawn from the distribution. */
  public float[] sample(RandomGenerator random) {
    float[] chosen = new float[distribution().actionSize()];
    distribution().sample(outputs(), random, chosen);
    return toEnvironment(chosen);
  }

  private float[] toEnvironment(float[] chosen) {
    float[] action = new float[actionSize];
    mapping.toEnvironment(chosen, action);
    return action;
  }

  /** The natural logarithm of the probability (or density) of an action of the environment. */
  public double logProbability(float[] action) {
    float[] own = new float[distribution().actionSize()];
    mapping.toPolicy(action, own);
    return distribution().logProbability(outputs(), own);
  }

  /** What the outputs mean. */
  public Distribution distribution() {
    return policy.distribution();
  }

  /** The distribution's parameters: logits, means and standard deviations, or Q-values. */
  public float[] outputs() {
    return policy.outputs()[0].clone();
  }

  /**
   * The Q-value of each action.
   *
   * @throws IllegalStateException when the algorithm does not learn the values of actions
   */
  public float[] actionValues() {
    if (!policy.hasActionValues()) {
      throw new IllegalStateException("policy: it has no Q-values\n  Maybe ask for its outputs.");
    }
    return outputs();
  }

  /**
   * The estimated value of what was seen: of its own, or else the best of the Q-values.
   *
   * @throws IllegalStateException when the algorithm does not learn values
   */
  public double value() {
    if (!policy.hasActionValues()) {
      return policy.value(0);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (float q : policy.outputs()[0]) {
      best = Math.max(best, q);
    }
    return best;
  }
}
