/**
 * What observations and actions look like. Every point of a space is a float array in the space's
 * flat encoding; nothing here knows environments or networks.
 */
@NullMarked
package org.tune4j.rl.space;

import org.jspecify.annotations.NullMarked;
