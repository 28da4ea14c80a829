/** PPO: proximal policy optimisation. See docs/algorithms/ppo.md. */
@NullMarked
package org.tune4j.rl.algorithm.ppo;

import org.jspecify.annotations.NullMarked;
