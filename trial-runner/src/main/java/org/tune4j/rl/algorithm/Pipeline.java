package org.tune4j.rl.algorithm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tune4j.rl.rollout.Sample;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Keeps every worker busy while the algorithm learns: each has so many requests outstanding, and
 * their answers are taken in a fixed order, so that what is learned is a function of the seed
 * alone, however long an answer takes. A request carries the parameters as they were when they were
 * last sent out. Not thread-safe.
 */
public final class Pipeline {
  private final Training training;
  private final int inFlight;
  private final int interval;
  private final List<Deque<Sent>> outstanding = new ArrayList<>();
  private float[] latest = new float[0];
  private long latestVersion;
  private long version;
  private int next;

  /** What a request was made with. */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  private record Sent(float[] parameters, long version) {}

  /**
   * An answer.
   *
   * @param parameters what was acted with; not to be changed
   * @param lag how many updates the parameters had before the answer was taken, since they were
   *     sent
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  public record Fragment(Sample sample, float[] parameters, long lag) {}

  /**
   * Nothing is asked for before the first {@link #take}.
   *
   * @param inFlight requests of each worker, at least 1
   * @param interval after so many updates parameters are sent out anew, at least 1
   */
  public Pipeline(Training training, int inFlight, int interval) {
    this.training = training;
    this.inFlight = inFlight;
    this.interval = interval;
    for (int i = 0; i < training.workerCount(); i++) {
      outstanding.add(new ArrayDeque<>());
    }
  }

  /** Waits for the answer of the worker whose turn it is. */
  public Fragment take() {
    if (latest.length == 0) {
      begin();
    }
    Sent sent = outstanding.get(next).remove();
    Sample sample = training.take(next);
    return new Fragment(sample, sent.parameters, version - sent.version);
  }

  /** Asks the worker that was last taken from for more; the next one has its turn then. */
  public void again() {
    ask(next);
    next = (next + 1) % outstanding.size();
  }

  /** To be called after each update of the parameters. */
  public void updated() {
    version++;
    if (version - latestVersion >= interval) {
      snapshot();
    }
  }

  private void begin() {
    snapshot();
    for (int i = 0; i < inFlight; i++) {
      for (int worker = 0; worker < outstanding.size(); worker++) {
        ask(worker);
      }
    }
  }

  private void snapshot() {
    latest = training.parameters().clone();
    latestVersion = version;
  }

  private void ask(int worker) {
    outstanding.get(worker).add(new Sent(latest, latestVersion));
    training.request(worker, latest);
  }

  /** Between {@link #again} and {@link #take}. */
  public void save(StateWriter out) {
    out.put("version", version);
    out.put("next_worker", next);
    out.put("sent_version", latestVersion);
    out.put("sent", latest);
    for (Deque<Sent> ofWorker : outstanding) {
      out.put("requests", ofWorker.size());
      for (Sent sent : ofWorker) {
        out.put("version", sent.version);
        out.put("sent", sent.parameters);
      }
    }
  }

  public void restore(StateReader in) {
    version = in.getLong("version");
    next = in.getInt("next_worker");
    latestVersion = in.getLong("sent_version");
    latest = in.getFloats("sent");
    for (Deque<Sent> ofWorker : outstanding) {
      ofWorker.clear();
      for (int left = in.getInt("requests"); left > 0; left--) {
        long sentVersion = in.getLong("version");
        ofWorker.add(new Sent(in.getFloats("sent"), sentVersion));
      }
    }
  }
}
