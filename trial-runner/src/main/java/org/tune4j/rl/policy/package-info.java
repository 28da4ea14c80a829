/** Policies: networks whose outputs say how to act. */
@NullMarked
package org.tune4j.rl.policy;

import org.jspecify.annotations.NullMarked;
