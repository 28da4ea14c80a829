package org.tune4j.rl.algorithm.impala;

/**
 * V-trace: what values should be, and advantages, from steps of another policy than the one that
 * learns. Espeholt et al., "IMPALA: scalable distributed deep-RL with importance weighted
 * actor-learner architectures" (2018), section 4.1.
 *
 * @param gamma discount per step
 * @param rhoClip ρ̄, the greatest weight of a step's temporal difference; may be infinite
 * @param advantageClip the greatest weight of a step's advantage; may be infinite
 */
record VTrace(double gamma, double rhoClip, double advantageClip) {
  /** c̄, the greatest weight that hands a later difference on to earlier steps. */
  private static final double TRACE_CLIP = 1;

  /**
   * Computes the targets v and the advantages of consecutive steps of one episode, the rows {@code
   * from} to {@code to}.
   *
   * @param ratios π/μ of each action: how likely it is for the policy that learns, over how likely
   *     it was when it was chosen
   * @param values of the observation before each step, as they are estimated now
   * @param last the value of what came after the last step; 0 after a termination
   * @param targets where what the values should be goes
   * @param advantages where the advantages go, weighted
   */
  void compute(
      double[] ratios,
      double[] rewards,
      double[] values,
      int from,
      int to,
      double last,
      double[] targets,
      double[] advantages) {
    double correction = 0;
    double nextValue = last;
    double nextTarget = last;
    for (int i = to - 1; i >= from; i--) {
      double rho = Math.min(rhoClip, ratios[i]);
      double trace = Math.min(TRACE_CLIP, ratios[i]);
      double delta = rho * (rewards[i] + gamma * nextValue - values[i]);
      correction = delta + gamma * trace * correction;
      double weight = Math.min(advantageClip, ratios[i]);
      advantages[i] = weight * (rewards[i] + gamma * nextTarget - values[i]);
      targets[i] = values[i] + correction;
      nextValue = values[i];
      nextTarget = targets[i];
    }
  }
}
