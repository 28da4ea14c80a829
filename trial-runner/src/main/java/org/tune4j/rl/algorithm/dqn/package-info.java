/**
 * DQN: deep Q-networks with double Q, dueling, n-step returns and prioritised replay. See
 * docs/algorithms/dqn.md.
 */
@NullMarked
package org.tune4j.rl.algorithm.dqn;

import org.jspecify.annotations.NullMarked;
