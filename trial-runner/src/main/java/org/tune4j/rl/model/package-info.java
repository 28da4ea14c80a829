/**
 * Networks. DL4J's computation graph is what is built and what users get; dense networks are run by
 * a lean path in plain Java that shares the graph's flat parameter vector.
 *
 * <p>Only {@code Graphs}, {@code GraphNetwork}, {@code InputGradient} and {@code Model} touch DL4J,
 * and only when somebody needs a graph.
 */
@NullMarked
package org.tune4j.rl.model;

import org.jspecify.annotations.NullMarked;
