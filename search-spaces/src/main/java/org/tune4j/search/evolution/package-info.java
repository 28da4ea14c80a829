/**
 * Searchers that let configs evolve: {@code evolution}, on the selectors and alterers of Jenetics,
 * and {@code aging_evolution}. Neither waits for a generation.
 */
@NullMarked
package org.tune4j.search.evolution;

import org.jspecify.annotations.NullMarked;
