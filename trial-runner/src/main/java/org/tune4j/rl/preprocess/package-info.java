/**
 * What happens to observations and rewards between the environment and the network: encoding,
 * running normalisation, clipping.
 */
@NullMarked
package org.tune4j.rl.preprocess;

import org.jspecify.annotations.NullMarked;
