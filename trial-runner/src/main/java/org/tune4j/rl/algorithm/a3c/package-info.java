/**
 * A3C, the asynchronous advantage actor-critic, and A2C, its synchronous form. See
 * docs/algorithms/a3c.md and docs/algorithms/a2c.md.
 */
@NullMarked
package org.tune4j.rl.algorithm.a3c;

import org.jspecify.annotations.NullMarked;
