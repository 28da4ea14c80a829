package org.tune4j.rl.algorithm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.tune4j.rl.rollout.Sample;
import org.tune4j.rl.rollout.SampleRequest;
import org.tune4j.rl.rollout.Workers;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What the workers were asked for and nobody has taken yet; a checkpoint holds the answers. Not
 * thread-safe.
 */
final class Requests {
  private final Workers workers;
  private final List<Deque<Sample>> saved = new ArrayList<>();
  private final int[] outstanding;
  private final long[] restarts;

  /** None yet. */
  Requests(Workers workers) {
    this.workers = workers;
    outstanding = new int[workers.count()];
    restarts = new long[workers.count()];
    for (int i = 0; i < workers.count(); i++) {
      saved.add(new ArrayDeque<>());
    }
  }

  void request(int worker, SampleRequest request) {
    workers.request(worker, request);
    outstanding[worker]++;
  }

  /** Waits for the answer to a worker's oldest request. */
  Sample take(int worker) {
    Sample sample = saved.get(worker).poll();
    if (sample == null) {
      sample = workers.take(worker);
    }
    outstanding[worker]--;
    restarts[worker] = sample.restarts();
    return sample;
  }

  /** How often environments were made anew, as far as it was answered. */
  long restarts() {
    return Arrays.stream(restarts).sum();
  }

  /** Waits for what a worker still does, and writes that and the worker. */
  void save(int worker, StateWriter out) {
    out.put("restarts", restarts[worker]);
    while (saved.get(worker).size() < outstanding[worker]) {
      saved.get(worker).add(workers.take(worker));
    }
    out.put("outstanding", outstanding[worker]);
    saved.get(worker).forEach(sample -> sample.save(out));
    out.put("worker", workers.save(worker));
  }

  /** Which of a worker's environments had to begin a new episode. */
  boolean[] restore(int worker, StateReader in) {
    restarts[worker] = in.getLong("restarts");
    outstanding[worker] = in.getInt("outstanding");
    for (int left = outstanding[worker]; left > 0; left--) {
      saved.get(worker).add(Sample.read(in));
    }
    return workers.restore(worker, in.getBytes("worker"));
  }
}
