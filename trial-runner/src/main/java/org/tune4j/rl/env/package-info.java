/** Environments: what an agent acts in, their registry, and stepping many of them at once. */
@NullMarked
package org.tune4j.rl.env;

import org.jspecify.annotations.NullMarked;
