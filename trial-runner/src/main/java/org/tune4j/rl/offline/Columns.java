package org.tune4j.rl.offline;

/** The names of columns in RLlib's sample batches. */
final class Columns {
  static final String OBSERVATIONS = "obs";
  static final String NEXT = "new_obs";
  static final String ACTIONS = "actions";
  static final String REWARDS = "rewards";
  static final String DONES = "dones";
  static final String TERMINATED = "terminateds";
  static final String TRUNCATED = "truncateds";
  static final String EPISODE = "eps_id";
  static final String TIME = "t";
  static final String PROBABILITY = "action_prob";
  static final String LOG_PROBABILITY = "action_logp";
  static final String OUTPUTS = "action_dist_inputs";
  static final String VALUES = "vf_preds";

  private Columns() {}
}
