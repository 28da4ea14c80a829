package org.tune4j.rl.algorithm.impala;

import java.util.Map;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** What an asynchronous learner goes down: the loss of IMPALA, or that of APPO. */
interface Objective {

  /**
   * Looks at a batch, before the first of its rows is added.
   *
   * @param outputs what the policy says now of each row
   * @param entropyCoefficient what the entropy counts now
   * @param ratios where π/μ of each step goes, as V-trace needs it
   */
  void begin(UnrollBatch batch, float[][] outputs, double entropyCoefficient, double[] ratios);

  /** Adds one step to the statistics and writes the gradient of its loss. */
  void add(
      UnrollBatch batch,
      int row,
      float[] outputs,
      float value,
      float[] outputGradient,
      float[] valueGradient,
      PolicyStats stats);

  /** The parameters were moved by what was added. */
  void updated(PolicyStats stats);

  /** Adds metrics of its own. */
  void report(PolicyStats stats, Map<String, Object> report);

  void save(StateWriter out);

  void restore(StateReader in);
}
