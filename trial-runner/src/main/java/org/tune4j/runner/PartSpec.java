package org.tune4j.runner;

import java.nio.file.Path;
import org.tune4j.trial.Placement.Slot;

/**
 * Everything but its setup that starts a part on some member.
 *
 * @param id names it; no two parts ever have the same
 * @param className the {@link TrialPart}
 * @param trialId whose part it is
 * @param attempt which start of the trial, from 1
 * @param bundle the bundle that it uses, from 0
 * @param slot what that bundle holds, and where
 * @param seed where all its randomness comes from; never 0
 */
public record PartSpec(
    String id, String className, String trialId, int attempt, int bundle, Slot slot, long seed) {

  PartContext context(Path folder) {
    return new PartContext(trialId, attempt, bundle, slot, seed, folder);
  }
}
