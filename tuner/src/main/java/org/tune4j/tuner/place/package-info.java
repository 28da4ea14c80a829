/** Who holds which resources of which member. Pure bookkeeping. */
@NullMarked
package org.tune4j.tuner.place;

import org.jspecify.annotations.NullMarked;
