/** Rules that end a trial. Pure. */
@NullMarked
package org.tune4j.tuner.stop;

import org.jspecify.annotations.NullMarked;
