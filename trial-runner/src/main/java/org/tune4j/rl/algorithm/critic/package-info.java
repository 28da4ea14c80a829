/** Critics of actions, which DDPG, TD3 and SAC have in common. */
@NullMarked
package org.tune4j.rl.algorithm.critic;

import org.jspecify.annotations.NullMarked;
