/**
 * The grid: how commands reach the members and how results come back. The only package that sees
 * Hazelcast.
 */
@NullMarked
package org.tune4j.tuner.grid;

import org.jspecify.annotations.NullMarked;
