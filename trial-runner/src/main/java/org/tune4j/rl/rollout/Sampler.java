package org.tune4j.rl.rollout;

import org.tune4j.rl.env.VectorEnv;
import org.tune4j.rl.preprocess.Encoder;
import org.tune4j.rl.preprocess.ObservationFilter;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Steps the environments and shows what a network may see: encoded and filtered observations,
 * clipped rewards. Keeps the statistics of the true rewards. All arrays belong to this object;
 * {@link #observations} are replaced by each step, and {@link #next} rows hold the true outcome
 * also where an episode ended. Not thread-safe.
 */
public final class Sampler implements AutoCloseable {
  private final VectorEnv environments;
  private final Encoder encoder;
  private final ObservationFilter filter;
  private final RewardClip clip;
  private final EpisodeStats episodes;
  private final boolean neverTerminated;
  private float[][] observations;
  private float[][] previous;
  private final float[][] next;

  /**
   * @param neverTerminated whether ends are learned from as if they were cut-offs ({@code
   *     no_done_at_end})
   */
  public Sampler(
      VectorEnv environments,
      ObservationFilter filter,
      RewardClip clip,
      EpisodeStats episodes,
      boolean neverTerminated) {
    this.environments = environments;
    this.encoder = new Encoder(environments.observationSpace());
    this.filter = filter;
    this.clip = clip;
    this.episodes = episodes;
    this.neverTerminated = neverTerminated;
    int n = environments.count();
    observations = new float[n][encoder.size()];
    previous = new float[n][encoder.size()];
    next = new float[n][encoder.size()];
    for (int i = 0; i < n; i++) {
      see(environments.observations()[i], observations[i]);
    }
  }

  public int count() {
    return environments.count();
  }

  public EpisodeStats episodes() {
    return episodes;
  }

  /** What to act on next, one row per environment. */
  public float[][] observations() {
    return observations;
  }

  /** What the last step acted on. */
  public float[][] previous() {
    return previous;
  }

  /** What the last step led to, before any reset. */
  public float[][] next() {
    return next;
  }

  /** The reward to learn from. */
  public double reward(int i) {
    return clip.apply(environments.reward(i));
  }

  /** Whether nothing can be earned after the last step. */
  public boolean terminated(int i) {
    return environments.terminated(i) && !neverTerminated;
  }

  /** Whether the last step was the last one of its episode. */
  public boolean ended(int i) {
    return environments.ended(i);
  }

  /** Acts in every environment. */
  public void step(float[][] actions) {
    environments.step(actions);
    float[][] acted = observations;
    observations = previous;
    previous = acted;
    for (int i = 0; i < count(); i++) {
      episodes.step(i, environments.reward(i), environments.ended(i));
      see(environments.lastObservations()[i], next[i]);
      if (environments.ended(i)) {
        see(environments.observations()[i], observations[i]);
      } else {
        System.arraycopy(next[i], 0, observations[i], 0, next[i].length);
      }
    }
  }

  public void save(StateWriter out) {
    environments.save(out);
    filter.save(out);
    episodes.save(out);
    for (float[] row : observations) {
      out.put("seen", row);
    }
  }

  /**
   * Goes on with what was saved.
   *
   * @return which environments had to begin a new episode
   */
  public boolean[] restore(StateReader in) {
    boolean[] fresh = environments.restore(in);
    filter.restore(in);
    episodes.restore(in);
    for (int i = 0; i < fresh.length; i++) {
      in.getFloats("seen", observations[i]);
      if (fresh[i]) {
        episodes.forget(i);
        see(environments.observations()[i], observations[i]);
      }
    }
    return fresh;
  }

  @Override
  public void close() {
    environments.close();
  }

  private void see(float[] raw, float[] into) {
    encoder.encode(raw, into);
    filter.learn(into);
    filter.apply(into);
  }
}
