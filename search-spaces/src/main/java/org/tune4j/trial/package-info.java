/**
 * The words that all modules share: a trial, its results, its checkpoints, and the events of a
 * sweep.
 *
 * <p>Only records and enums live here. The record that the engine uses is the one that the database
 * binds and reads and that travels through the grid.
 */
@NullMarked
package org.tune4j.trial;

import org.jspecify.annotations.NullMarked;
