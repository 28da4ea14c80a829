package org.tune4j.rl.algorithm.es;

import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ModelSettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys that ES and ARS share. */
public final class EvolutionSettings {
  private static final String WHOLE = "whole episodes are tried";

  /** All of them, with the common ones. */
  public static final Settings ALL =
      CommonSettings.forExplorations("StochasticSampling")
          .withDefault("observation_filter", "MeanStdFilter")
          .withDefault("evaluation_config", Map.of("explore", false))
          .plus(
              List.of(
                  ModelSettings.modelOfEvolvedPolicy(),
                  meaningless("lr", 1e-4, "the step has a key of its own"),
                  meaningless("gamma", 0.99, "returns are not discounted"),
                  meaningless("rollout_fragment_length", 200, WHOLE),
                  meaningless("batch_mode", "truncate_episodes", WHOLE),
                  meaningless("no_done_at_end", false, "no values are learned"),
                  meaningless("clip_rewards", null, "the true returns are compared"),
                  meaningless(
                      "metrics_num_episodes_for_smoothing", 100, "report_length takes its place"),
                  used(
                      "noise_stdev",
                      Types.POSITIVE,
                      0.02,
                      "how far parameters are moved to try a direction"),
                  meaningless(
                      "noise_size",
                      250_000_000,
                      "noise comes from the trial's seed, there is no table"),
                  used(
                      "report_length",
                      Types.from(1),
                      10,
                      "iterations behind episode_reward_mean, which is of the policy itself")));

  private EvolutionSettings() {}
}
