/** SAC: soft actor-critic, for continuous and for discrete actions. See docs/algorithms/sac.md. */
@NullMarked
package org.tune4j.rl.algorithm.sac;

import org.jspecify.annotations.NullMarked;
