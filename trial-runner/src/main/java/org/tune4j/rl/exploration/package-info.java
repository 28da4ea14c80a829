/**
 * How agents choose actions while they learn, and the schedules of numbers that change over time.
 */
@NullMarked
package org.tune4j.rl.exploration;

import org.jspecify.annotations.NullMarked;
