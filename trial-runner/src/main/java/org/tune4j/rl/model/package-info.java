/**
 * Networks. Each is a {@link org.tune4j.rl.model.NetworkSpec}, run without DL4J on one flat
 * parameter vector in the layout of DL4J's graph; the graph is built when somebody asks for it. A
 * {@link org.tune4j.rl.model.CustomModel} is any graph of a user, run by DL4J.
 *
 * <p>Only {@code Graphs}, {@code GraphNetwork}, {@code InputGradient}, {@code CustomModel}, {@code
 * CustomModels} and {@code Model} touch DL4J, and only {@code Blas} touches OpenBLAS: neither is
 * loaded for narrow networks.
 */
@NullMarked
package org.tune4j.rl.model;

import org.jspecify.annotations.NullMarked;
