package org.tune4j.runner;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/** A trainable with a policy that can be rolled out to see how good it is. */
public interface Evaluable extends Trainable {
  /**
   * What to play.
   *
   * @param episodes how many, at least 1
   * @param seed where chance comes from; {@code null}: the trial's seed
   * @param explore whether to explore; without, the most likely actions are taken
   * @param envConfig laid over the {@code env_config} of the trial
   */
  record Request(int episodes, @Nullable Long seed, boolean explore, Config envConfig) {
    public Request {
      if (episodes < 1) {
        throw new IllegalArgumentException("episodes: must be at least 1 (" + episodes + ")");
      }
    }
  }

  /**
   * An episode that was played.
   *
   * @param reward the sum of its rewards
   * @param length in steps
   */
  record Played(double reward, long length) {}

  /**
   * Plays with the policy of a checkpoint. Neither {@link #setup} nor {@link #restore} comes before
   * it: nothing is needed that only training needs.
   *
   * @param context of the trial
   * @param checkpoint the folder that {@link #save} wrote
   */
  List<Played> evaluate(TrialContext context, Path checkpoint, Request request) throws Exception;
}
