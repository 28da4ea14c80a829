/**
 * DDPG, and TD3, which is DDPG with other settings: an actor that gives one action, and critics
 * that say in which direction it would be better. See docs/algorithms/ddpg.md and td3.md.
 */
@NullMarked
package org.tune4j.rl.algorithm.ddpg;

import org.jspecify.annotations.NullMarked;
