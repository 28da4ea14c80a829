package org.tune4j.rl.env;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.SavedRandom;

/** Looks at every step of some episodes, up to the first that is wrong. */
final class StepCheck {
  private static final int EPISODES = 3;

  private final Player player;
  private final Findings findings;
  private final int before;

  private StepCheck(Player player, Findings findings) {
    this.player = player;
    this.findings = findings;
    before = findings.count();
  }

  static void check(Player player, Findings findings) {
    StepCheck check = new StepCheck(player, findings);
    SavedRandom random = new SavedRandom(1, "episodes", 0);
    for (int i = 0; i < EPISODES && check.fine(); i++) {
      check.episode(random, new SavedRandom(1, "choice", i));
    }
  }

  private boolean fine() {
    return findings.count() == before;
  }

  private void episode(SavedRandom random, SavedRandom choice) {
    float[] last = player.reset(random);
    observation("reset", last);
    boolean ended = false;
    for (int i = 0; i < player.steps() && fine() && !ended; i++) {
      float[] copy = last.clone();
      Step step = player.step(choice);
      step(step);
      if (fine()) {
        if (last == step.observation() || !Arrays.equals(last, copy)) {
          findings.add(
              "step: the array of an observation must not change later",
              "return a new array, or a clone, in each step");
        }
        last = step.observation();
        ended = step.terminated() || step.truncated();
      }
    }
  }

  private void step(@Nullable Step step) {
    if (step == null) {
      findings.add("step: must not return null", "return a Step in each branch");
      return;
    }
    observation("step", step.observation());
    if (!Double.isFinite(step.reward())) {
      findings.add(
          "step: the reward must be finite (" + step.reward() + ")", "look for a division by 0");
    }
    if (step.terminated() && step.truncated()) {
      findings.add(
          "step: an episode cannot be both terminated and truncated",
          "say terminated: a truncated one would have gone on");
    }
  }

  private void observation(String where, float @Nullable [] observation) {
    if (observation == null) {
      findings.add(where + ": the observation must not be null", "return an array of floats");
    } else if (observation.length != player.observations().size()) {
      findings.add(
          "%s: the observation must have %d numbers for %s (%d)"
              .formatted(
                  where, player.observations().size(), player.observations(), observation.length),
          "return the flat encoding: one number for a Discrete, all elements of a Box");
    } else if (!player.observations().contains(observation, 0)) {
      findings.add(
          "%s: the observation must be a point of %s (%s)"
              .formatted(where, player.observations(), Arrays.toString(observation)),
          hasNaN(observation)
              ? "look for a division by 0, for there is a NaN"
              : "widen the space, or clip the observation");
    }
  }

  private static boolean hasNaN(float[] values) {
    for (float value : values) {
      if (Float.isNaN(value)) {
        return true;
      }
    }
    return false;
  }
}
