package org.tune4j.rl.algorithm.dqn;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.rl.algorithm.critic.CriticLoss;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Architecture;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.NoisySpec;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.rl.replay.BatchHook;

/**
 * The keys of DQN beside the common ones and those of replay; {@link DqnSettings} explains them.
 */
record DqnConfig(
    double lr,
    @Nullable Object lrSchedule,
    int targetNetworkUpdateFreq,
    double adamEpsilon,
    @Nullable Double gradClip,
    boolean dueling,
    List<Integer> hiddens,
    boolean doubleQ,
    boolean useHuber,
    double huberThreshold,
    int numAtoms,
    double vMin,
    double vMax,
    boolean noisy,
    double sigma0,
    @Nullable String beforeLearnOnBatch,
    boolean workerSidePrioritization) {

  Schedule learningRate() {
    return Schedule.ofKey("lr_schedule", lrSchedule, lr);
  }

  ModelConfig.Branches branches() {
    return new ModelConfig.Branches(hiddens, dueling, numAtoms);
  }

  /** Only with {@code num_atoms} above 1. */
  Atoms atoms() {
    return new Atoms(numAtoms, vMin, vMax);
  }

  /** The network of that shape, with noise on its branches or without. */
  Architecture architecture(NetworkSpec spec) {
    if (!noisy) {
      return spec;
    }
    Set<String> branches =
        spec.layers().stream()
            .map(NetworkSpec.Layer::name)
            .filter(name -> name.startsWith("advantages") || name.startsWith("value"))
            .collect(Collectors.toSet());
    return new NoisySpec(spec, branches, sigma0);
  }

  /** Does nothing when none is named. */
  BatchHook hook() {
    return beforeLearnOnBatch == null
        ? (batch, policy) -> {}
        : OwnClass.of(BatchHook.class).make("config.before_learn_on_batch", beforeLearnOnBatch);
  }

  CriticLoss loss() {
    return new CriticLoss(useHuber ? huberThreshold : Double.POSITIVE_INFINITY);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }
}
