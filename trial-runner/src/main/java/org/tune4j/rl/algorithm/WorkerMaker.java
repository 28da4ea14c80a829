package org.tune4j.rl.algorithm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.tune4j.rl.callback.CallbackList;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.WorkerListener;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/**
 * Makes the workers of a trial, wherever they are to run.
 *
 * @param kind the trial's algorithm
 * @param resolved the trial's config
 * @param seed the trial's
 */
record WorkerMaker(AlgorithmKind kind, Config resolved, long seed) {

  /** How many there are, at least 1: the trial's own is one only when there is no other. */
  int count() {
    return Math.max(1, common().numWorkers());
  }

  /**
   * Makes one, with its environments.
   *
   * @param index from 0
   */
  RolloutWorker make(int index) {
    return make(index, CallbackList.ofWorker(resolved));
  }

  /**
   * One that nobody hears: to see what observations, actions and policies look like.
   *
   * @param index the worker that it is like
   */
  RolloutWorker probe(int index) {
    return make(index, List.of());
  }

  private RolloutWorker make(int index, List<? extends WorkerListener> listeners) {
    CommonConfig config = common();
    return new RolloutWorker(
        config.rollout(resolved.getConfig("model")),
        config.numWorkers() == 0 ? 0 : index + 1,
        config.numWorkers(),
        kind.policies().apply(resolved),
        listeners,
        seed);
  }

  /** What another member needs to make worker {@code index}. */
  byte[] setup(int index) {
    return StateWriter.bytes(
        out -> {
          out.put("algorithm", kind.name());
          out.put("config", resolved.toString().getBytes(UTF_8));
          out.put("seed", seed);
          out.put("worker", index);
        });
  }

  /** Makes the worker that {@link #setup} tells of. */
  static RolloutWorker ofSetup(byte[] setup) {
    StateReader in = StateReader.of(setup);
    AlgorithmKind kind = RlProvider.kind(in.getString("algorithm"));
    Config resolved = Config.parse(new String(in.getBytes("config"), UTF_8));
    return new WorkerMaker(kind, resolved, in.getLong("seed")).make(in.getInt("worker"));
  }

  private CommonConfig common() {
    return Binding.bind(CommonConfig.class, resolved);
  }
}
