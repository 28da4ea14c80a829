/**
 * ES: evolution strategies, and what else learns from whole episodes of many parameter vectors. See
 * docs/algorithms/es.md.
 */
@NullMarked
package org.tune4j.rl.algorithm.es;

import org.jspecify.annotations.NullMarked;
