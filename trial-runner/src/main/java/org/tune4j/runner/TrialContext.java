package org.tune4j.runner;

import java.nio.file.Path;
import org.tune4j.space.Config;
import org.tune4j.trial.Resources;

/**
 * What a trainable is given.
 *
 * @param trialId which trial this is
 * @param attempt which start of it, from 1
 * @param config the point of the search space
 * @param seed where all randomness must come from; never 0
 * @param resources what the trial holds
 * @param folder a folder of its own on this machine, empty at first and deleted at the end
 */
public record TrialContext(
    String trialId, int attempt, Config config, long seed, Resources resources, Path folder) {}
