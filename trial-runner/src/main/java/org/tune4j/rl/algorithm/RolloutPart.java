package org.tune4j.rl.algorithm;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartContext;
import org.tune4j.runner.TrialPart;

/** A rollout worker where its bundle lies; {@link PartWorkers} is its other side. */
public final class RolloutPart implements TrialPart {
  private @Nullable RolloutWorker worker;

  @Override
  public void setup(PartContext context, byte[] setup) {
    worker = WorkerMaker.ofSetup(setup);
  }

  @Override
  public byte[] call(byte[] request) {
    if (worker == null) {
      throw new IllegalStateException("the rollout worker was not set up");
    }
    byte[] answer = WorkerCall.answer(request, worker);
    if (answer.length > Part.MOST_BYTES) {
      throw new IllegalStateException(
          "rollout worker: an answer may have %,d bytes at most (%,d)%n"
                  .formatted(Part.MOST_BYTES, answer.length)
              + "  Maybe lower rollout_fragment_length or num_envs_per_worker.");
    }
    return answer;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }
}
