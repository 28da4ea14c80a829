/**
 * Action distributions: what a network's outputs mean as random actions, with the gradients that
 * losses need.
 */
@NullMarked
package org.tune4j.rl.distribution;

import org.jspecify.annotations.NullMarked;
