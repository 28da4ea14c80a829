package org.tune4j.runner;

import java.nio.file.Path;
import java.util.List;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;

/**
 * What a trainable is given.
 *
 * @param trialId which trial this is
 * @param attempt which start of it, from 1
 * @param config the point of the search space
 * @param seed where all randomness must come from; never 0
 * @param placement what the trial holds, and where; the first slot is the trainable's own
 * @param folder a folder of its own on this machine, deleted at the end; empty at first, but for
 *     what a process of its own needs there
 * @param parts how it runs parts of itself where its bundles lie
 */
public record TrialContext(
    String trialId,
    int attempt,
    Config config,
    long seed,
    Placement placement,
    Path folder,
    Parts parts) {

  /** For a trainable that can have no parts. */
  public TrialContext(
      String trialId, int attempt, Config config, long seed, Placement placement, Path folder) {
    this(trialId, attempt, config, seed, placement, folder, TrialParts.none(placement));
  }

  /** What the trainable itself holds here. */
  public Resources resources() {
    return placement.resources();
  }

  /** The ids of the GPUs that the trainable may use, and no others; none when it holds none. */
  public List<String> gpus() {
    return placement.gpus();
  }
}
