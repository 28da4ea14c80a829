package org.tune4j.rl.algorithm.dqn;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import org.tune4j.rl.algorithm.ReplaySettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.ValueType;

/** The keys of DQN, with the defaults of RLlib 1.10. */
public final class DqnSettings {

  /** All keys. */
  public static final Settings ALL =
      SimpleQSettings.ALL
          .plus(ReplaySettings.keys(50_000, 1000, true))
          .plus(
              List.of(
                  used(
                      "num_atoms",
                      Types.from(1),
                      1,
                      "atoms of a distribution of returns; 1: learns Q-values alone"),
                  used("v_min", Types.REAL, -10.0, "with atoms: the least return"),
                  used("v_max", Types.REAL, 10.0, "with atoms: the greatest return"),
                  used(
                      "noisy",
                      Types.BOOL,
                      false,
                      "learned noise on the parameters of the branches explores"),
                  used(
                      "sigma0", Types.POSITIVE, 0.5, "with noisy: how great the noise is at first"),
                  used(
                      "dueling",
                      Types.BOOL,
                      true,
                      "separate branches for the value and the advantages"),
                  used(
                      "hiddens",
                      Types.SIZES,
                      List.of(256),
                      "sizes of the ReLU layers of each branch"),
                  used("double_q", Types.BOOL, true, "the online network chooses the next action"),
                  used("use_huber", Types.BOOL, true, "Huber's loss; false: half the square"),
                  used(
                      "huber_threshold",
                      Types.POSITIVE,
                      1.0,
                      "where Huber's loss becomes straight"),
                  used(
                      "before_learn_on_batch",
                      Types.orNull(ValueType.Text.of()),
                      null,
                      "a class, a BatchHook, that may change each batch"),
                  used(
                      "worker_side_prioritization",
                      Types.BOOL,
                      false,
                      "new transitions get their own error as priority, not the highest so far")));

  private DqnSettings() {}
}
