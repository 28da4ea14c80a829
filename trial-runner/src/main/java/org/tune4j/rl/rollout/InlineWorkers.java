package org.tune4j.rl.rollout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Workers on the caller's own thread: they sample when they are asked to. */
public final class InlineWorkers implements Workers {
  private final List<RolloutWorker> workers;
  private final List<Deque<Sample>> answers = new ArrayList<>();

  /** Takes the workers over. */
  public InlineWorkers(List<RolloutWorker> workers) {
    this.workers = List.copyOf(workers);
    workers.forEach(worker -> answers.add(new ArrayDeque<>()));
  }

  @Override
  public int count() {
    return workers.size();
  }

  @Override
  public void request(int worker, SampleRequest request) {
    answers.get(worker).add(workers.get(worker).sample(request));
  }

  @Override
  public Sample take(int worker) {
    return answers.get(worker).remove();
  }

  @Override
  public void setTask(int worker, int environment, Object task) {
    workers.get(worker).giveTask(environment, task);
  }

  @Override
  public void tell(int worker, String result) {
    workers.get(worker).tell(result);
  }

  @Override
  public byte[] save(int worker) {
    return StateWriter.bytes(workers.get(worker)::save);
  }

  @Override
  public boolean[] restore(int worker, byte[] state) {
    return workers.get(worker).restore(StateReader.of(state));
  }

  @Override
  public void close() {
    Closing.all(workers);
  }
}
