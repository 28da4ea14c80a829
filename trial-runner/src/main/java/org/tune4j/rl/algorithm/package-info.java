/**
 * What all algorithms share: configuration, the training iteration and its result, checkpoints, and
 * the provider that registers the algorithms.
 */
@NullMarked
package org.tune4j.rl.algorithm;

import org.jspecify.annotations.NullMarked;
