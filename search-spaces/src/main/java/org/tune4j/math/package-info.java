/**
 * Numerical mathematics that searchers share. All of it is strict: the same on every platform.
 * Arrays are not copied unless it says so.
 */
@NullMarked
package org.tune4j.math;

import org.jspecify.annotations.NullMarked;
