/**
 * How one trial runs: the {@link org.tune4j.runner.Trainable} interface, the registry of
 * trainables, and the session that drives one of them step by step, on a thread of the member or in
 * a process of its own.
 *
 * <p>A trainable on a thread may run {@link org.tune4j.runner.Parts parts} of itself where its
 * bundles lie: each a {@link org.tune4j.runner.TrialPart} that answers requests.
 *
 * <p>Nothing here knows the grid, the database or DL4J.
 */
@NullMarked
package org.tune4j.runner;

import org.jspecify.annotations.NullMarked;
