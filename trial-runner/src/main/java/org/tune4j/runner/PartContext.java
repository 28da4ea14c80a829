package org.tune4j.runner;

import java.nio.file.Path;
import java.util.List;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;

/**
 * What a {@link TrialPart} is given.
 *
 * @param trialId whose part it is
 * @param attempt which start of the trial, from 1
 * @param bundle the bundle that it uses, from 0
 * @param slot what that bundle holds, and where
 * @param seed where all its randomness must come from; never 0, and another one for each part
 * @param folder a folder of its own on this machine, deleted at the end; empty at first
 */
public record PartContext(
    String trialId, int attempt, int bundle, Slot slot, long seed, Path folder) {

  /** What its bundle holds; all parts of a bundle share it. */
  public Resources resources() {
    return slot.resources();
  }

  /** The ids of the GPUs that it may use, and no others. */
  public List<String> gpus() {
    return slot.gpus();
  }
}
