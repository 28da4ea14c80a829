/** MARWIL and behaviour cloning: policies that imitate recorded ones, the better the more. */
@NullMarked
package org.tune4j.rl.algorithm.marwil;

import org.jspecify.annotations.NullMarked;
