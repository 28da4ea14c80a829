/**
 * What people see of a sweep: the status table in the terminal, and the files of each trial.
 *
 * <p>Nothing here decides anything or keeps what would be missed: all of it can be made again from
 * the database.
 */
@NullMarked
package org.tune4j.tuner.report;

import org.jspecify.annotations.NullMarked;
