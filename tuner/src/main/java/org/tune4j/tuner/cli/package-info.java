/**
 * The command line: the only package that prints or sets an exit code.
 *
 * <p>A command reads its options, calls what does the work, and prints. Whatever goes wrong ends in
 * {@link org.tune4j.tuner.cli.Failures}, which turns it into a few lines for a person and an {@link
 * org.tune4j.tuner.cli.ExitCode}.
 */
@NullMarked
package org.tune4j.tuner.cli;

import org.jspecify.annotations.NullMarked;
