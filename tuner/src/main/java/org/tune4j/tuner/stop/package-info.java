/**
 * Rules that end a trial or the whole sweep. Pure: what a rule remembers is in the watches that it
 * makes, and the same results in the same order get the same answers.
 */
@NullMarked
package org.tune4j.tuner.stop;

import org.jspecify.annotations.NullMarked;
