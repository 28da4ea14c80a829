package org.tune4j.rl.env;

import java.util.Arrays;
import java.util.List;
import org.tune4j.rl.state.SavedRandom;

/** Looks at whole episodes: the same randomness must give the same one, and one must end. */
final class RepeatCheck {
  /** Longer episodes are taken for endless. */
  private static final int LONG = 5000;

  private RepeatCheck() {}

  static void check(Player player, Findings findings) {
    List<Object> first = player.episode(7);
    player.episode(8);
    List<Object> again = player.episode(7);
    if (!same(first, again)) {
      findings.add(
          "reset: the same randomness must give the same episode, whatever was before it",
          "draw all randomness from the generator that reset gets, and set every field anew");
    }
    if (player.environment().stepLimit() > LONG && !ends(player)) {
      findings.add(
          "step: no episode ended within " + LONG + " random steps",
          "give a stepLimit, or set horizon in the sweep, for there is no return without an end");
    }
  }

  /** Whether two episodes are the same, bit for bit. */
  static boolean same(List<Object> one, List<Object> other) {
    return Arrays.deepEquals(one.toArray(), other.toArray());
  }

  private static boolean ends(Player player) {
    player.reset(new SavedRandom(1, "ends", 0));
    SavedRandom choice = new SavedRandom(1, "choice", 0);
    for (int i = 0; i < LONG; i++) {
      Step step = player.step(choice);
      if (step.terminated() || step.truncated()) {
        return true;
      }
    }
    return false;
  }
}
