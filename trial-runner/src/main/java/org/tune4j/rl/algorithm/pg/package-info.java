/** PG: the policy gradient, plain. See docs/algorithms/pg.md. */
@NullMarked
package org.tune4j.rl.algorithm.pg;

import org.jspecify.annotations.NullMarked;
