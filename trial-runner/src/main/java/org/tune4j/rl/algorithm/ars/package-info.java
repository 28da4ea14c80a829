/** ARS: augmented random search. See docs/algorithms/ars.md. */
@NullMarked
package org.tune4j.rl.algorithm.ars;

import org.jspecify.annotations.NullMarked;
