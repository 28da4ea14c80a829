/**
 * IMPALA, actor-critics that correct for what their workers did not know yet, and APPO, PPO on top
 * of it. See docs/algorithms/impala.md and docs/algorithms/appo.md.
 */
@NullMarked
package org.tune4j.rl.algorithm.impala;

import org.jspecify.annotations.NullMarked;
