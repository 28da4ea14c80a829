/**
 * The grid: how commands reach the members and how results come back, and how trials speak with
 * their parts on other members. The only package that sees Hazelcast.
 */
@NullMarked
package org.tune4j.tuner.grid;

import org.jspecify.annotations.NullMarked;
