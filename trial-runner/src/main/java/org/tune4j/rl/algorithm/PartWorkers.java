package org.tune4j.rl.algorithm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.tune4j.rl.rollout.Sample;
import org.tune4j.rl.rollout.SampleRequest;
import org.tune4j.rl.rollout.Workers;
import org.tune4j.rl.state.StateReader;
import org.tune4j.runner.Part;
import org.tune4j.runner.Parts;
import org.tune4j.runner.TrialStoppedException;

/**
 * Workers where the bundles of the trial lie: worker i in bundle i + 1, on whatever member that is.
 * Parameters travel only when they changed since a worker got them.
 */
final class PartWorkers implements Workers {
  private final List<Part> parts = new ArrayList<>();
  private final List<Deque<CompletableFuture<byte[]>>> answers = new ArrayList<>();
  private final float[][] sent;
  private final int environments;

  /**
   * Starts them.
   *
   * @param environments how many each worker has
   */
  PartWorkers(WorkerMaker maker, int environments, Parts bundles) {
    this.environments = environments;
    sent = new float[maker.count()][0];
    for (int i = 0; i < maker.count(); i++) {
      parts.add(bundles.start(i + 1, RolloutPart.class.getName(), maker.setup(i)));
      answers.add(new ArrayDeque<>());
    }
  }

  @Override
  public int count() {
    return parts.size();
  }

  @Override
  public void request(int worker, SampleRequest request) {
    SampleRequest lean = request;
    float[] parameters = request.parameters();
    if (parameters != null) {
      if (Arrays.equals(parameters, sent[worker])) {
        lean =
            new SampleRequest(
                null,
                request.filter(),
                request.steps(),
                request.episodes(),
                request.explore(),
                request.step());
      }
      sent[worker] = parameters;
    }
    answers.get(worker).add(call(worker, WorkerCall.sample(lean)));
  }

  @Override
  public Sample take(int worker) {
    return Sample.read(StateReader.of(await(answers.get(worker).remove())));
  }

  @Override
  public void setTask(int worker, int environment, Object task) {
    await(call(worker, WorkerCall.setTask(environment, task)));
  }

  @Override
  public void tell(int worker, String result) {
    await(call(worker, WorkerCall.tell(result)));
  }

  @Override
  public byte[] save(int worker) {
    return await(call(worker, WorkerCall.save()));
  }

  @Override
  public boolean[] restore(int worker, byte[] state) {
    sent[worker] = new float[0];
    return WorkerCall.fresh(await(call(worker, WorkerCall.restore(state))), environments);
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
  }

  private CompletableFuture<byte[]> call(int worker, byte[] request) {
    if (request.length > Part.MOST_BYTES) {
      throw new IllegalStateException(
          "rollout workers: a request to another member may have %,d bytes at most (%,d)%n"
                  .formatted(Part.MOST_BYTES, request.length)
              + "  Maybe use a smaller network, or num_workers: 0.");
    }
    return parts.get(worker).call(request);
  }

  /** What a worker threw is thrown here; an interrupt of the caller is an end of the trial. */
  private static byte[] await(CompletableFuture<byte[]> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      throw TrialStoppedException.after(e);
    }
  }
}
