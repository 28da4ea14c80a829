package org.tune4j.rl.algorithm.es;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.Sample;
import org.tune4j.rl.rollout.SampleRequest;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Tries directions on the workers of a trial, and now and then the parameters themselves, whose
 * episodes are what is reported. Which worker tries what, and with what statistics of observations,
 * depends on numbers alone. Not thread-safe.
 */
public final class Directions {
  /** So many directions wait at each worker, so that it need not. */
  private static final int AHEAD = 2;

  /**
   * How directions are tried.
   *
   * @param noiseStdev how far the parameters move
   * @param evalProb how often the parameters themselves are tried, per direction
   * @param offset subtracted from the reward of each step
   * @param reportLength how many calls of {@link #tryOut} back reports reach
   * @param explore whether actions get noise, too
   */
  public record Plan(
      double noiseStdev, double evalProb, double offset, int reportLength, boolean explore) {}

  private final Plan plan;
  private final Training training;
  private final Noise noise;
  private final Deque<Integer> evaluated = new ArrayDeque<>();
  private long next;
  private @Nullable FilterState filter;
  private long begun;

  public Directions(Plan plan, Training training) {
    this.plan = plan;
    this.training = training;
    noise = new Noise(training.seed());
  }

  /** The directions themselves. */
  public Noise noise() {
    return noise;
  }

  /** Begins what counts as one of the {@code reportLength}. */
  public void begin() {
    evaluated.addLast(0);
    while (evaluated.size() > plan.reportLength) {
      evaluated.removeFirst();
    }
  }

  /** Tries the next so many directions around these parameters. */
  public List<Direction> tryOut(float[] parameters, int count) {
    long first = next;
    next += count;
    filter = training.sharedFilter();
    begun = training.sampled();
    int waiting = AHEAD * training.workerCount();
    List<Direction> tried = new ArrayList<>();
    int asked = 0;
    for (int taken = 0; taken < count; taken++) {
      for (; asked < count && asked < taken + waiting; asked++) {
        ask(first + asked, parameters);
      }
      tried.add(take(first + taken));
    }
    training.showEpisodes(Math.max(1, evaluated.stream().mapToInt(Integer::intValue).sum()));
    return tried;
  }

  private void ask(long number, float[] parameters) {
    ask(number, moved(number, plan.noiseStdev, parameters), plan.explore);
    ask(number, moved(number, -plan.noiseStdev, parameters), plan.explore);
    if (evaluates(number)) {
      ask(number, parameters.clone(), false);
    }
  }

  private float[] moved(long number, double scale, float[] parameters) {
    float[] moved = parameters.clone();
    noise.add(number, scale, moved);
    return moved;
  }

  /** Each environment of the worker plays an episode. */
  private void ask(long number, float[] parameters, boolean explore) {
    int episodes = training.environments() / training.workerCount();
    training.request(
        worker(number), new SampleRequest(parameters, filter, 0, episodes, explore, begun));
  }

  private Direction take(long number) {
    Sample plus = training.takeForeign(worker(number));
    Sample minus = training.takeForeign(worker(number));
    long steps = plus.steps() + minus.steps();
    if (evaluates(number)) {
      Sample own = training.take(worker(number));
      steps += own.steps();
      evaluated.addLast(evaluated.removeLast() + own.episodes().size());
    }
    return new Direction(number, value(plus), value(minus), steps);
  }

  private double value(Sample sample) {
    double sum = 0;
    for (Episode episode : sample.episodes()) {
      sum += episode.reward() - Math.abs(plan.offset) * episode.length();
    }
    return sum / sample.episodes().size();
  }

  private boolean evaluates(long number) {
    return new SavedRandom(training.seed(), "evaluate", number).nextDouble() < plan.evalProb;
  }

  private int worker(long number) {
    return (int) (number % training.workerCount());
  }

  public void save(StateWriter out) {
    out.put("next_direction", next);
    out.put("evaluated", evaluated.stream().mapToDouble(Integer::doubleValue).toArray());
  }

  public void restore(StateReader in) {
    next = in.getLong("next_direction");
    evaluated.clear();
    for (double count : in.getDoubles("evaluated")) {
      evaluated.addLast((int) count);
    }
    training.showEpisodes(Math.max(1, evaluated.stream().mapToInt(Integer::intValue).sum()));
  }
}
